package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * A mean difference over cases, candidate minus baseline, in the unit of the numbers.
 *
 * @param lower one-sided lower bound at the confidence asked for; empty for a single case
 * @param upper one-sided upper bound at the same confidence; empty for a single case
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record StabilisedDifference(double mean, OptionalDouble lower, OptionalDouble upper) {}
