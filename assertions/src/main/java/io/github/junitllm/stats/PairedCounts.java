package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Passes and failures of two set-ups on the same cases. The difference is that of the pass rates, candidate minus baseline,
 * -1 to 1; bounds are one-sided, each at the confidence asked for, 0.5 to below 1.
 *
 * @param baselineOnly pairs that the baseline passed and the candidate failed, 0 or more
 * @param candidateOnly pairs that the baseline failed and the candidate passed, 0 or more
 * @param pairs all pairs, those that agree too; 1 or more
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record PairedCounts(int baselineOnly, int candidateOnly, int pairs) {

    /**
     * Check the counts.
     *
     * @throws IllegalArgumentException when a count is out of range, or more pairs differ than there are
     */
    public PairedCounts {
        Ranges.requireNotNegative("baselineOnly", baselineOnly);
        Ranges.requireNotNegative("candidateOnly", candidateOnly);
        Ranges.requireAtLeastOne("pairs", pairs);
        if (baselineOnly > pairs - candidateOnly) {
            throw new IllegalArgumentException(
                    "baselineOnly = %d and candidateOnly = %d, allowed are %d or fewer together"
                            .formatted(baselineOnly, candidateOnly, pairs));
        }
    }

    /** Give the observed difference. */
    public double difference() {
        return (double) (candidateOnly - baselineOnly) / pairs;
    }

    /**
     * Give the score bounds (Tango 1998): the differences that a test with the others fitted to them would not reject.
     *
     * @throws IllegalArgumentException when the confidence is out of range
     */
    public DifferenceBounds tango(double confidence) {
        Ranges.requireConfidence(confidence);
        double z = CriticalValues.normal(confidence);
        return new DifferenceBounds(
                Halving.least(-1, difference(), value -> distance(value) <= z),
                Halving.greatest(difference(), 1, value -> distance(value) <= z));
    }

    /** How many standard errors the observed difference lies from this one. */
    private double distance(double value) {
        double half = pairs - (candidateOnly - baselineOnly) / 2.0;
        double b = 2 * half * value - baselineOnly - candidateOnly;
        double c = baselineOnly * value * (1 - value);
        double baselineShare = (Math.sqrt(b * b + 8 * pairs * c) - b) / (4 * pairs);
        double variance = pairs * (2 * baselineShare + value * (1 - value));
        return Math.abs(candidateOnly - baselineOnly - pairs * value) / Math.sqrt(variance);
    }

    /**
     * Give the Wald bounds with one pair of each kind of change added (Bonett and Price 2012).
     *
     * @throws IllegalArgumentException when the confidence is out of range
     */
    public DifferenceBounds bonettPrice(double confidence) {
        Ranges.requireConfidence(confidence);
        return adjusted(CriticalValues.normal(confidence));
    }

    /**
     * Give the bounds of {@link #bonettPrice} with Student's t of pairs - 1 degrees of freedom in place of the normal z.
     *
     * @return empty for a single pair
     * @throws IllegalArgumentException when the confidence is out of range
     */
    public Optional<DifferenceBounds> stabilised(double confidence) {
        Ranges.requireConfidence(confidence);
        return pairs == 1 ? Optional.empty() : Optional.of(adjusted(CriticalValues.student(confidence, pairs - 1)));
    }

    private DifferenceBounds adjusted(double critical) {
        double trials = pairs + 2.0;
        double difference = (candidateOnly - baselineOnly) / trials;
        double discordant = (baselineOnly + candidateOnly + 2) / trials;
        double error = Math.sqrt((discordant - difference * difference) / trials);
        return DifferenceBounds.cut(difference - critical * error, difference + critical * error);
    }
}
