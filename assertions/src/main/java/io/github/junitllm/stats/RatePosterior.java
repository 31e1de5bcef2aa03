package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apiguardian.api.API;

/**
 * What is believed of a rate after samples, under a Beta prior: a Beta distribution again. A description for readers who think so;
 * no verdict rests on it.
 *
 * @param a first parameter, above 0
 * @param b second parameter, above 0
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record RatePosterior(double a, double b) {

    public RatePosterior {
        Ranges.requirePositive("a", a);
        Ranges.requirePositive("b", b);
    }

    /**
     * Update a prior by samples.
     *
     * @param successes 0 to {@code trials}
     * @param trials 0 or more
     * @throws IllegalArgumentException when a number is out of range
     */
    public RatePosterior after(int successes, int trials) {
        Ranges.requireNotNegative("trials", trials);
        Ranges.requireCount("successes", successes, trials);
        return new RatePosterior(a + successes, b + trials - successes);
    }

    /** The probability that the rate is at least {@code threshold}, 0 to 1. */
    public double chanceAtLeast(double threshold) {
        Ranges.requireRate("threshold", threshold);
        return BetaDistribution.of(a, b).survivalProbability(threshold);
    }

    /** The mean of the rate. */
    public double mean() {
        return a / (a + b);
    }
}
