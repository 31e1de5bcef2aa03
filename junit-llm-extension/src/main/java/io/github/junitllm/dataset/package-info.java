/**
 * Goldens: reviewed cases from files or text blocks, read strictly and handed to a test as the user's own record. Start
 * at {@link io.github.junitllm.dataset.Golden}; nothing here opens a connection or creates an object that a file names.
 */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.dataset;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
