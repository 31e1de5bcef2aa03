/** Event streams as bytes: split at event borders without changing one of them. */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.stream;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
