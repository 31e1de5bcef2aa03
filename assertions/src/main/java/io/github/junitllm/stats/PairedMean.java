package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * A mean difference of pairs, candidate minus baseline, in the unit of the numbers. What is empty is undefined: the standard
 * error of a single pair, and everything that divides by a standard error of 0.
 *
 * @param standardError 0 or more
 * @param t the mean difference in standard errors
 * @param degreesOfFreedom pairs - 1
 * @param lower one-sided lower bound of the mean difference, at the confidence asked for
 * @param upper one-sided upper bound, at the same confidence
 * @param changed two-sided p-value, 0 to 1
 * @param worse one-sided p-value of a candidate below the baseline, 0 to 1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record PairedMean(
        double difference,
        OptionalDouble standardError,
        OptionalDouble t,
        int degreesOfFreedom,
        OptionalDouble lower,
        OptionalDouble upper,
        OptionalDouble changed,
        OptionalDouble worse) {}
