/**
 * What a run leaves behind: result lines while it goes, and the table at its end.
 */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.report;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
