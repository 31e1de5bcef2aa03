/**
 * What a number of passed samples shows about the rate behind it. Start at {@link
 * io.github.junitllm.stats.Rates}; everything here is pure arithmetic, nothing is simulated. What is undefined is an empty
 * optional, never 0 or NaN.
 */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
