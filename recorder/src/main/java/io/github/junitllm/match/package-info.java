/** The key of a request, and the difference between two requests that do not match. */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.match;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
