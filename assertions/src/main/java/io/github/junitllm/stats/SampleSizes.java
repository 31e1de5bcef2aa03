package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apiguardian.api.API;

/**
 * How many samples a comparison needs, as a number that is usually not whole: round up. Arguments out of range give an {@link
 * IllegalArgumentException} that names them.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class SampleSizes {

    private static final double MOST = 1e9;
    /** Even; Simpson's rule is then good to some ten digits. */
    private static final int INTERVALS = 2_000;

    private static final double WIDTH = 9;

    private SampleSizes() {}

    /**
     * Give the samples per group with which a one-sided test of two rates finds a difference (normal approximation, as R's
     * power.prop.test).
     *
     * @param rateA 0 to 1
     * @param rateB 0 to 1, another one
     * @param alpha error of the one-sided test, above 0 to 0.5
     * @param power above 0 and below 1
     */
    public static double twoRates(double rateA, double rateB, double alpha, double power) {
        Ranges.requireRate("rateA", rateA);
        Ranges.requireRate("rateB", rateB);
        if (rateA == rateB) {
            throw new IllegalArgumentException(
                    "rateA = rateB = %s: no number of samples tells them apart".formatted(rateA));
        }
        Ranges.requireError("alpha", alpha);
        Ranges.requireWithin("power", power);
        double both = rateA + rateB;
        double pooled = Math.sqrt(both * (1 - both / 2));
        double apart = Math.sqrt(rateA * (1 - rateA) + rateB * (1 - rateB));
        double distance = -Distributions.normalQuantile(alpha) * pooled + Distributions.normalQuantile(power) * apart;
        double root = Math.max(0, distance) / (rateA - rateB);
        return root * root;
    }

    /**
     * Give the pairs with which a one-sided paired t test finds a mean difference (noncentral t, as R's pwr.t.test); 2 or more.
     *
     * @param effectSize mean difference over the standard deviation of the differences, above 0
     * @param alpha error of the one-sided test, above 0 to 0.5
     * @param power above 0 and below 1
     */
    public static double pairedMean(double effectSize, double alpha, double power) {
        Ranges.requirePositive("effectSize", effectSize);
        Ranges.requireError("alpha", alpha);
        Ranges.requireWithin("power", power);
        return Halving.least(2, MOST, pairs -> power(pairs, effectSize, alpha) >= power);
    }

    private static double power(double pairs, double effectSize, double alpha) {
        double freedom = pairs - 1;
        double critical = -Distributions.studentQuantile(alpha, freedom);
        return noncentralTail(critical, freedom, Math.sqrt(pairs) * effectSize);
    }

    /** P(T > t): the normal tail, averaged over the standard deviation s that the pairs happen to show. */
    private static double noncentralTail(double t, double freedom, double shift) {
        double spread = WIDTH / Math.sqrt(2 * freedom);
        double from = Math.max(0, 1 - spread);
        double step = (1 + spread - from) / INTERVALS;
        double sum = 0;
        for (int i = 0; i <= INTERVALS; i++) {
            double s = from + i * step;
            int weight = i == 0 || i == INTERVALS ? 1 : 2 + 2 * (i % 2);
            sum += weight * density(s, freedom) * Distributions.normalCdf(shift - t * s);
        }
        return sum * step / 3;
    }

    /** Of the sample standard deviation of standard normal numbers. */
    private static double density(double s, double freedom) {
        if (s == 0) {
            return freedom > 1 ? 0 : Math.sqrt(2 / Math.PI);
        }
        double half = freedom / 2;
        return 2 * Math.exp(half * Math.log(half) - LogGamma.value(half) + (freedom - 1) * Math.log(s) - half * s * s);
    }
}
