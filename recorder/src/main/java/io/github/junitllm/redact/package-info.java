/** Keeps credentials off the disk: applied before anything is hashed or written. */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.redact;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
