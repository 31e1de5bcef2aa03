package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apiguardian.api.API;

/**
 * The distributions the rest is made of, from commons-statistics, with inverses that are good to about the last digits.
 * Arguments out of range give an {@link IllegalArgumentException}.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Distributions {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Distributions() {}

    /** P(Z <= z) of the standard normal distribution. */
    public static double normalCdf(double z) {
        return NORMAL.cumulativeProbability(z);
    }

    /** The z with P(Z <= z) = p; {@code p} above 0 and below 1. */
    public static double normalQuantile(double p) {
        Ranges.requireWithin("p", p);
        return NORMAL.inverseCumulativeProbability(p);
    }

    /** P(T <= t) of Student's distribution; {@code degreesOfFreedom} above 0. */
    public static double studentCdf(double t, double degreesOfFreedom) {
        return TDistribution.of(degreesOfFreedom).cumulativeProbability(t);
    }

    /** The t with P(T <= t) = p; {@code p} above 0 and below 1, {@code degreesOfFreedom} above 0. */
    public static double studentQuantile(double p, double degreesOfFreedom) {
        Ranges.requireWithin("p", p);
        TDistribution student = TDistribution.of(degreesOfFreedom);
        double near = student.inverseCumulativeProbability(p);
        return near - (student.cumulativeProbability(near) - p) / student.density(near);
    }

    /** P(X <= x) of the beta distribution; {@code x} 0 to 1, {@code a} and {@code b} above 0. */
    public static double betaCdf(double x, double a, double b) {
        return BetaDistribution.of(a, b).cumulativeProbability(x);
    }

    /** The x with P(X <= x) = p of the beta distribution; {@code p} above 0 and below 1. */
    public static double betaQuantile(double p, double a, double b) {
        Ranges.requireWithin("p", p);
        BetaDistribution beta = BetaDistribution.of(a, b);
        return Halving.least(0, 1, x -> beta.cumulativeProbability(x) >= p);
    }

    /** P(X <= count) of the binomial distribution; {@code trials} 0 or more, {@code rate} 0 to 1. */
    public static double binomialCdf(int count, int trials, double rate) {
        return BinomialDistribution.of(trials, rate).cumulativeProbability(count);
    }

    /** P(X > count) of the binomial distribution. */
    public static double binomialSurvival(int count, int trials, double rate) {
        return BinomialDistribution.of(trials, rate).survivalProbability(count);
    }

    /** P(X > x) of the chi-squared distribution; {@code degreesOfFreedom} above 0. */
    public static double chiSquaredSurvival(double x, double degreesOfFreedom) {
        return ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(x);
    }
}
