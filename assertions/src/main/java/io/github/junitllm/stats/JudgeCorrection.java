package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * The true pass rate behind the passes of a judge that errs, given how it did on labelled answers. Everything is empty when
 * those labels do not show the judge to be better than chance, or hold no good or no bad answers.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class JudgeCorrection {

    private JudgeCorrection() {}

    /**
     * Estimate the true pass rate, 0 to 1 (Rogan and Gladen 1978).
     *
     * @param judged what the judge passed of the answers in question
     */
    public static OptionalDouble estimate(Tally judged, JudgeLabels labels) {
        return labels.betterThanChance()
                ? OptionalDouble.of(clip(Errors.of(labels).corrected(judged.rate())))
                : OptionalDouble.empty();
    }

    /**
     * Give the one-sided bounds of the true pass rate (Lang and Reiczigel 2014). Empty too when the labels with one right and
     * one wrong more of each kind, from which the bounds are made, are no better than chance.
     *
     * @param judged what the judge passed of the answers in question
     * @param confidence of each bound alone, 0.5 to below 1
     * @throws IllegalArgumentException when the confidence is out of range
     */
    public static Optional<Bounds> bounds(Tally judged, JudgeLabels labels, double confidence) {
        Ranges.requireConfidence(confidence);
        JudgeLabels more = labels.withOneOfEach();
        if (!labels.betterThanChance() || !more.betterThanChance()) {
            return Optional.empty();
        }
        double square = Math.pow(CriticalValues.normal(confidence), 2);
        double trials = judged.trials() + square;
        double passed = (judged.successes() + square / 2) / trials;
        Errors errors = Errors.of(more);
        double rate = errors.corrected(passed);
        double shift = 2 * square * (rate * errors.ofPasses() - (1 - rate) * errors.ofFails());
        return Optional.of(around(rate + shift, Math.sqrt(square) * errors.standardError(rate, passed, trials)));
    }

    /**
     * Estimate the true pass rate with a two-sided interval by the delta method, in which both error rates are uncertain
     * (Rogan and Gladen 1978). It is narrower than it should be at few labels; {@link #bounds} holds its level better.
     *
     * @param judged what the judge passed of the answers in question
     * @param confidence of both bounds together, above 0 and below 1
     * @throws IllegalArgumentException when the confidence is out of range
     */
    public static Optional<CorrectedRate> delta(Tally judged, JudgeLabels labels, double confidence) {
        Ranges.requireWithin("confidence", confidence);
        if (!labels.betterThanChance()) {
            return Optional.empty();
        }
        Errors errors = Errors.of(labels);
        double rate = errors.corrected(judged.rate());
        double error = errors.standardError(rate, judged.rate(), judged.trials());
        Bounds interval = around(rate, CriticalValues.normalTwoSided(confidence) * error);
        return Optional.of(new CorrectedRate(rate, clip(rate), error, interval));
    }

    private static Bounds around(double middle, double half) {
        return new Bounds(clip(middle - half), clip(middle + half));
    }

    private static double clip(double rate) {
        return Math.max(0, Math.min(1, rate));
    }

    /** The judge's rates, and the variances of the two. */
    private record Errors(double specificity, double youdenJ, double ofPasses, double ofFails) {

        static Errors of(JudgeLabels labels) {
            double sensitivity = labels.sensitivity().orElseThrow();
            double specificity = labels.specificity().orElseThrow();
            return new Errors(
                    specificity,
                    labels.youdenJ().orElseThrow(),
                    variance(sensitivity, labels.humanPasses()),
                    variance(specificity, labels.humanFails()));
        }

        double corrected(double passed) {
            return (passed - (1 - specificity)) / youdenJ;
        }

        double standardError(double rate, double passed, double trials) {
            double sum = variance(passed, trials) + rate * rate * ofPasses + (1 - rate) * (1 - rate) * ofFails;
            return Math.sqrt(sum) / youdenJ;
        }

        private static double variance(double rate, double trials) {
            return rate * (1 - rate) / trials;
        }
    }
}
