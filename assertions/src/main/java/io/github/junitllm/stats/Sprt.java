package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * The sequential probability ratio test of two rates (Wald 1945). It has no greatest number of samples, and its errors are only
 * about what is said; {@link SequentialPlan} keeps both.
 *
 * @param p0 the lower rate, above 0
 * @param p1 the higher rate, above {@code p0} and below 1
 * @param alpha chance to accept p1 when the rate is p0, above 0 to 0.5
 * @param beta chance to accept p0 when the rate is p1, above 0 to 0.5
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Sprt(double p0, double p1, double alpha, double beta) {

    public Sprt {
        Ranges.requireWithin("p0", p0);
        Ranges.requireWithin("p1", p1);
        if (p1 <= p0) {
            throw new IllegalArgumentException("p1 = %s, allowed are above p0 = %s".formatted(p1, p0));
        }
        Ranges.requireError("alpha", alpha);
        Ranges.requireError("beta", beta);
    }

    /** The log likelihood ratio that accepts p1. */
    public double logUpper() {
        return Math.log((1 - beta) / alpha);
    }

    /** The log likelihood ratio that accepts p0. */
    public double logLower() {
        return Math.log(beta / (1 - alpha));
    }

    /** What a success adds to the log likelihood ratio. */
    public double perSuccess() {
        return Math.log(p1 / p0);
    }

    /** What a failure adds to the log likelihood ratio; negative. */
    public double perFailure() {
        return Math.log((1 - p1) / (1 - p0));
    }

    /** Successes per sample along both stopping lines: the test stops where successes leave intercept + slope * samples. */
    public double slope() {
        return -perFailure() / (perSuccess() - perFailure());
    }

    /** Where the line that accepts p1 starts, in successes. */
    public double interceptUpper() {
        return logUpper() / (perSuccess() - perFailure());
    }

    /** Where the line that accepts p0 starts, in successes; negative. */
    public double interceptLower() {
        return logLower() / (perSuccess() - perFailure());
    }

    /** About how many samples a rate of p0 takes on average. */
    public double expectedSamplesAtP0() {
        return (alpha * logUpper() + (1 - alpha) * logLower()) / drift(p0);
    }

    /** About how many samples a rate of p1 takes on average. */
    public double expectedSamplesAtP1() {
        return ((1 - beta) * logUpper() + beta * logLower()) / drift(p1);
    }

    private double drift(double rate) {
        return rate * perSuccess() + (1 - rate) * perFailure();
    }

    /** Start a run. */
    public SprtRun start() {
        return new SprtRun(this);
    }
}
