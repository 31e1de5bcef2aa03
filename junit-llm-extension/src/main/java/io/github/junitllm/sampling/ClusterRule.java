package io.github.junitllm.sampling;

import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.RateVerdict;
import io.github.junitllm.stats.StabilisedMeans;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/** A claim about cases like these: the cases are the sample, and bounds rest on the spread of their means. */
final class ClusterRule {

    private ClusterRule() {}

    static RateVerdict verdict(RateClaim claim, Collection<Tally> cases) {
        if (cases.stream().noneMatch(tally -> tally.scored() > 0)) {
            return RateVerdict.INCONCLUSIVE;
        }
        return claim.verdict(bounds(claim.confidence(), cases));
    }

    /** An unsure sample counts as wrong for the lower bound, and as right for the upper one. */
    static Bounds bounds(double confidence, Collection<Tally> cases) {
        List<Tally> scored = cases.stream().filter(tally -> tally.scored() > 0).toList();
        int samples = scored.stream().mapToInt(Tally::scored).sum();
        Bounds doubting = bounds(confidence, scored, samples, Tally::passed);
        Bounds trusting = bounds(confidence, scored, samples, tally -> tally.passed() + tally.unsure());
        return new Bounds(doubting.lower(), trusting.upper());
    }

    private static Bounds bounds(double confidence, List<Tally> cases, int samples, ToDoubleFunction<Tally> passed) {
        List<Double> means = cases.stream()
                .map(tally -> passed.applyAsDouble(tally) / tally.scored())
                .toList();
        return StabilisedMeans.mean(means, OptionalInt.of(samples), confidence).bounds();
    }
}
