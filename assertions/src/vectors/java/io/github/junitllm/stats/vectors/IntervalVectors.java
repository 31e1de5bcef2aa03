package io.github.junitllm.stats.vectors;

import io.github.junitllm.stats.AnytimeRates;
import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.ExactBinomial;
import io.github.junitllm.stats.IntervalMethod;
import io.github.junitllm.stats.RateIntervals;
import io.github.junitllm.stats.RatePosterior;
import java.util.Locale;
import java.util.Map;

/** Intervals and tests of one rate, and what is believed of it. */
final class IntervalVectors {

    private IntervalVectors() {}

    static Map<String, VectorCheck> checks() {
        return Map.of(
                "binomial_interval", IntervalVectors::interval,
                "binomial_test", IntervalVectors::test,
                "feasible_min_trials", IntervalVectors::leastTrials,
                "posterior_probability", IntervalVectors::posterior,
                "confidence_sequence", IntervalVectors::sequence,
                "mixture_e_value", IntervalVectors::evidence);
    }

    private static void interval(Input in, Expected out) {
        String sided = in.text("sided");
        int successes = in.whole("successes");
        int trials = in.whole("trials");
        double confidence = in.real("confidence");
        Bounds bounds =
                switch (sided) {
                    case "two" -> RateIntervals.twoSided(method(in), successes, trials, confidence);
                    case "lower", "upper" -> RateIntervals.oneSided(method(in), successes, trials, confidence);
                    default -> throw new IllegalArgumentException("sided \"%s\" is unknown".formatted(sided));
                };
        out.agrees("lower", sided.equals("upper") ? 0 : bounds.lower());
        out.agrees("upper", sided.equals("lower") ? 1 : bounds.upper());
    }

    private static IntervalMethod method(Input in) {
        return IntervalMethod.valueOf(in.text("method").toUpperCase(Locale.ROOT));
    }

    private static void test(Input in, Expected out) {
        int successes = in.whole("successes");
        int trials = in.whole("trials");
        double rate = in.real("p0");
        String alternative = in.text("alternative");
        out.agrees(
                "p_value",
                switch (alternative) {
                    case "greater" -> ExactBinomial.greater(successes, trials, rate);
                    case "less" -> ExactBinomial.less(successes, trials, rate);
                    case "two_sided" -> ExactBinomial.twoSided(successes, trials, rate);
                    default ->
                        throw new IllegalArgumentException("alternative \"%s\" is unknown".formatted(alternative));
                });
    }

    private static void leastTrials(Input in, Expected out) {
        int failures = in.whole("failures_allowed");
        double confidence = in.real("confidence");
        int trials = RateIntervals.leastTrials(method(in), in.real("pass_rate"), failures, confidence)
                .orElseThrow();
        out.agrees("trials", trials);
        out.agrees(
                "lower_at_trials",
                RateIntervals.oneSided(method(in), trials - failures, trials, confidence)
                        .lower());
    }

    private static void posterior(Input in, Expected out) {
        RatePosterior posterior = new RatePosterior(in.real("prior_a"), in.real("prior_b"))
                .after(in.whole("successes"), in.whole("trials"));
        out.agrees("probability_at_least", posterior.chanceAtLeast(in.real("threshold")));
        out.agrees("posterior_mean", posterior.mean());
    }

    private static void sequence(Input in, Expected out) {
        Bounds bounds = AnytimeRates.bounds(in.whole("successes"), in.whole("failures"), in.real("confidence"));
        out.agrees("lower", bounds.lower());
        out.agrees("upper", bounds.upper());
    }

    private static void evidence(Input in, Expected out) {
        int successes = in.whole("successes");
        int failures = in.whole("failures");
        double threshold = in.real("threshold");
        out.agrees("log_e_above", AnytimeRates.logEvidenceAbove(successes, failures, threshold));
        out.agrees("log_e_below", AnytimeRates.logEvidenceBelow(successes, failures, threshold));
    }
}
