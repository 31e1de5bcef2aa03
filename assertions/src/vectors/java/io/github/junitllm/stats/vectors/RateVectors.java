package io.github.junitllm.stats.vectors;

import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.CriticalCounts;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.Rates;
import java.math.BigDecimal;
import java.util.Map;

/** Claims about one rate at a fixed number of trials. */
final class RateVectors {

    private RateVectors() {}

    static Map<String, VectorCheck> checks() {
        return Map.of(
                "critical_counts", RateVectors::criticalCounts,
                "threshold_verdict", RateVectors::verdict,
                "min_samples_to_pass",
                        (in, out) ->
                                out.agrees("trials", Rates.leastTrialsToPass(claim(in), in.whole("failures_allowed"))),
                "sample_size_rate", RateVectors::sampleSize,
                "power_rate",
                        (in, out) -> {
                            RateClaim claim = claim(in);
                            power(claim, in.whole("trials"), in, "size", "power", out);
                        },
                "pass_at_k", RateVectors::passAtK);
    }

    private static void criticalCounts(Input in, Expected out) {
        CriticalCounts counts = Rates.criticalCounts(claim(in), in.whole("trials"));
        out.agrees("pass_at_least", counts.passAtLeast());
        out.agrees("fail_at_most", counts.failAtMost());
    }

    private static void verdict(Input in, Expected out) {
        int successes = in.whole("successes");
        int trials = in.whole("trials");
        out.agrees("verdict", Rates.verdict(claim(in), successes, trials).name());
        Bounds bounds = Rates.bounds(successes, trials, in.real("confidence"));
        out.agrees("lower", bounds.lower());
        out.agrees("upper", bounds.upper());
        out.agrees(
                "pass_reachable",
                Rates.criticalCounts(claim(in), trials).passAtLeast().isPresent());
    }

    private static void sampleSize(Input in, Expected out) {
        RateClaim claim = claim(in);
        int trials = Rates.leastTrialsForPower(claim, in.real("expected_rate"), in.real("power"))
                .orElseThrow();
        out.agrees("trials", trials);
        power(claim, trials, in, "achieved_alpha", "achieved_power", out);
    }

    private static void power(RateClaim claim, int trials, Input in, String size, String power, Expected out) {
        out.agrees("pass_at_least", Rates.criticalCounts(claim, trials).passAtLeast());
        out.agrees(size, Rates.chanceToPass(claim, trials, claim.passRate()));
        out.agrees(power, Rates.chanceToPass(claim, trials, in.real("expected_rate")));
    }

    private static void passAtK(Input in, Expected out) {
        int samples = in.whole("samples");
        int correct = in.whole("correct");
        out.agrees("pass_at_k", Rates.passAtK(samples, correct, in.whole("k")));
        out.agrees("pass_hat_k", Rates.passHatK(samples, correct, in.whole("k")));
    }

    private static RateClaim claim(Input in) {
        double confidence =
                in.optional("alpha", in::real).map(RateVectors::complement).orElseGet(() -> in.real("confidence"));
        return new RateClaim(
                in.real("pass_rate"), in.optional("tolerance", in::real).orElse(0.0), confidence);
    }

    /** 1 - alpha in decimals. */
    private static double complement(double alpha) {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(alpha)).doubleValue();
    }
}
