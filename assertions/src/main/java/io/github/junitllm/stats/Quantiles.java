package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * Quantiles of measured numbers, such as latencies, and bounds of them that hold for any distribution. Arguments out of range
 * give an {@link IllegalArgumentException} that names them.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Quantiles {

    private Quantiles() {}

    /**
     * Give the sample quantile of type 7, in the unit of the values.
     *
     * @param values in any order; at least one
     * @param q 0 to 1
     */
    public static double quantile(List<Double> values, double q) {
        return quantile(values, q, QuantileType.LINEAR);
    }

    /** Give the sample quantile of a type, in the unit of the values (Hyndman and Fan 1996). */
    public static double quantile(List<Double> values, double q, QuantileType type) {
        Ranges.requireSome("values", values);
        Ranges.requireRate("q", q);
        values.forEach(value -> Ranges.requireFinite("a value", value));
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        double position = type.position(sorted.length, q);
        double below = Math.floor(position);
        double lower = sorted[index(below - 1, sorted)];
        double upper = sorted[index(below, sorted)];
        return lower == upper ? lower : lower + (position - below) * (upper - lower);
    }

    private static int index(double rank, double[] sorted) {
        return (int) Math.max(0, Math.min(rank, sorted.length - 1));
    }

    /**
     * Give the rank of the sample that is a one-sided upper bound of a quantile (Conover 1999): 1 is the least sample.
     *
     * @param samples 1 or more, independent
     * @param q above 0 and below 1
     * @param confidence 0.5 to below 1
     * @return empty when not even the greatest sample is one, see {@link #leastSamplesForUpper}
     */
    public static OptionalInt upperRank(int samples, double q, double confidence) {
        return counts(samples, q, confidence).passAtLeast();
    }

    /** Give the rank of the sample that is a one-sided lower bound of a quantile; empty when not even the least one is. */
    public static OptionalInt lowerRank(int samples, double q, double confidence) {
        OptionalInt below = counts(samples, q, confidence).failAtMost();
        return below.isPresent() ? OptionalInt.of(below.getAsInt() + 1) : below;
    }

    /**
     * Give the least number of samples whose greatest is an upper bound of a quantile.
     *
     * @return empty when no number up to {@link Rates#MOST_TRIALS} does
     */
    public static OptionalInt leastSamplesForUpper(double q, double confidence) {
        return Rates.leastTrialsToPass(claim(q, confidence), 0);
    }

    /** The number of samples up to the quantile is binomial with rate q: what decides a claim about q bounds the quantile. */
    private static CriticalCounts counts(int samples, double q, double confidence) {
        Ranges.requireAtLeastOne("samples", samples);
        return Rates.criticalCounts(claim(q, confidence), samples);
    }

    private static RateClaim claim(double q, double confidence) {
        Ranges.requireWithin("q", q);
        return new RateClaim(q, 0, confidence);
    }
}
