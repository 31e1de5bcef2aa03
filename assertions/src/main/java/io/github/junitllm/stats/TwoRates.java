package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apiguardian.api.API;

/**
 * Two pass rates of samples that are not paired. The difference is candidate minus baseline, -1 to 1; bounds are one-sided,
 * each at the confidence asked for, 0.5 to below 1.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TwoRates(Tally candidate, Tally baseline) {

    /** Outcomes closer than this share in probability are equally likely, whatever rounding says. */
    private static final double TIE = 1e-7;

    /** Give the observed difference. */
    public double difference() {
        return candidate.rate() - baseline.rate();
    }

    /**
     * Give the score bounds with the variance times N / (N - 1) (Miettinen and Nurminen 1985).
     *
     * @throws IllegalArgumentException when the confidence is out of range
     */
    public DifferenceBounds miettinenNurminen(double confidence) {
        Ranges.requireConfidence(confidence);
        double z = CriticalValues.normal(confidence);
        double within = z * Math.sqrt(inflation());
        return new DifferenceBounds(
                Halving.least(-1, difference(), value -> difference() - value <= within * restrictedError(value)),
                Halving.greatest(difference(), 1, value -> value - difference() <= within * restrictedError(value)));
    }

    private double restrictedError(double value) {
        return RestrictedRates.standardError(this, value);
    }

    private double inflation() {
        double all = (double) candidate.trials() + baseline.trials();
        return all / (all - 1);
    }

    /**
     * Give the bounds that combine the Wilson bounds of both rates (Newcombe 1998, method 10).
     *
     * @throws IllegalArgumentException when the confidence is out of range
     */
    public DifferenceBounds newcombe(double confidence) {
        Ranges.requireConfidence(confidence);
        double z = CriticalValues.normal(confidence);
        Bounds ours = WilsonScore.bounds(candidate.rate(), candidate.trials(), z);
        Bounds theirs = WilsonScore.bounds(baseline.rate(), baseline.trials(), z);
        return DifferenceBounds.cut(
                difference() - Math.hypot(candidate.rate() - ours.lower(), theirs.upper() - baseline.rate()),
                difference() + Math.hypot(ours.upper() - candidate.rate(), baseline.rate() - theirs.lower()));
    }

    /** Give the one-sided exact p-value of a candidate that is worse, 0 to 1 (Fisher 1935). */
    public double fisherWorse() {
        return successesOfCandidate().cumulativeProbability(candidate.successes());
    }

    /** Give the two-sided exact p-value, 0 to 1: the chance of all outcomes not more likely than the one seen (Fisher 1935). */
    public double fisherChanged() {
        HypergeometricDistribution outcomes = successesOfCandidate();
        double seen = outcomes.probability(candidate.successes()) * (1 + TIE);
        double sum = IntStream.rangeClosed(outcomes.getSupportLowerBound(), outcomes.getSupportUpperBound())
                .mapToDouble(outcomes::probability)
                .filter(probability -> probability <= seen)
                .sum();
        return Math.min(1, sum);
    }

    private HypergeometricDistribution successesOfCandidate() {
        return HypergeometricDistribution.of(
                Math.addExact(candidate.trials(), baseline.trials()),
                candidate.successes() + baseline.successes(),
                candidate.trials());
    }

    /**
     * Test the hypothesis that the candidate is worse by the margin or more, with the variance of the rates fitted to it
     * (Farrington and Manning 1990).
     *
     * @param margin 0 to below 1
     * @return empty when that variance is 0
     * @throws IllegalArgumentException when the margin is out of range
     */
    public Optional<ZTest> farringtonManning(double margin) {
        return notWorse(margin, 1);
    }

    /** Test as {@link #farringtonManning} does, with the variance times N / (N - 1) (Miettinen and Nurminen 1985). */
    public Optional<ZTest> miettinenNurminenTest(double margin) {
        return notWorse(margin, inflation());
    }

    private Optional<ZTest> notWorse(double margin, double inflation) {
        if (!(margin >= 0 && margin < 1)) {
            throw new IllegalArgumentException("margin = %s, allowed are 0 to below 1".formatted(margin));
        }
        double error = restrictedError(-margin) * Math.sqrt(inflation);
        if (error == 0) {
            return Optional.empty();
        }
        double z = (difference() + margin) / error;
        return Optional.of(new ZTest(z, CriticalValues.normalTail(z)));
    }
}
