/**
 * What samples show about the rate or mean behind them. Start at {@link io.github.junitllm.stats.Rates}; everything here is
 * pure arithmetic, each method names its source, and only a {@link io.github.junitllm.stats.SignFlip} of many unrelated
 * differences is simulated, which its result says.
 */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
