package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * What a judge said of answers that people had labelled.
 *
 * @param truePositives answers that people passed and the judge too, 0 to {@code humanPasses}
 * @param humanPasses answers that people passed, 0 or more
 * @param trueNegatives answers that people failed and the judge too, 0 to {@code humanFails}
 * @param humanFails answers that people failed, 0 or more
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record JudgeLabels(int truePositives, int humanPasses, int trueNegatives, int humanFails) {

    /**
     * Check the counts.
     *
     * @throws IllegalArgumentException when a count is out of range
     */
    public JudgeLabels {
        Ranges.requireNotNegative("humanPasses", humanPasses);
        Ranges.requireNotNegative("humanFails", humanFails);
        Ranges.requireCount("truePositives", truePositives, humanPasses);
        Ranges.requireCount("trueNegatives", trueNegatives, humanFails);
    }

    /** Give the share of good answers that the judge passes, 0 to 1; empty when people passed none. */
    public OptionalDouble sensitivity() {
        return share(truePositives, humanPasses);
    }

    /** Give the share of bad answers that the judge fails, 0 to 1; empty when people failed none. */
    public OptionalDouble specificity() {
        return share(trueNegatives, humanFails);
    }

    /**
     * Give the two-sided interval of the sensitivity (Wilson 1927); empty when people passed none.
     *
     * @param confidence of both bounds together, above 0 and below 1
     * @throws IllegalArgumentException when the confidence is out of range
     */
    public Optional<Bounds> sensitivityInterval(double confidence) {
        return interval(truePositives, humanPasses, confidence);
    }

    /** Give the two-sided interval of the specificity as {@link #sensitivityInterval} does; empty when people failed none. */
    public Optional<Bounds> specificityInterval(double confidence) {
        return interval(trueNegatives, humanFails, confidence);
    }

    /**
     * Give sensitivity + specificity - 1 (Youden 1950), -1 to 1; 0 or less is a judge no better than chance. Empty when people
     * passed none or failed none.
     */
    public OptionalDouble youdenJ() {
        double pairs = (double) humanPasses * humanFails;
        return pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(excess() / pairs);
    }

    /** Youden's J in whole numbers, times both sizes: a judge like chance is exactly 0. */
    private long excess() {
        long good = (long) truePositives * humanFails;
        long falsePositives = (long) humanFails - trueNegatives;
        return good - falsePositives * humanPasses;
    }

    boolean betterThanChance() {
        return excess() > 0;
    }

    /** One right and one wrong label more of each kind, so that no error rate is 0. */
    JudgeLabels withOneOfEach() {
        return new JudgeLabels(
                Math.addExact(truePositives, 1),
                Math.addExact(humanPasses, 2),
                Math.addExact(trueNegatives, 1),
                Math.addExact(humanFails, 2));
    }

    private static OptionalDouble share(int count, int size) {
        return size == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) count / size);
    }

    private static Optional<Bounds> interval(int count, int size, double confidence) {
        Ranges.requireWithin("confidence", confidence);
        return size == 0
                ? Optional.empty()
                : Optional.of(
                        WilsonScore.bounds((double) count / size, size, CriticalValues.normalTwoSided(confidence)));
    }
}
