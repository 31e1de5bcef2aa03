package io.github.junitllm.stats.vectors;

import io.github.junitllm.stats.AdjustedPValues;
import io.github.junitllm.stats.Distributions;
import io.github.junitllm.stats.FalseAlarms;
import io.github.junitllm.stats.QuantileType;
import io.github.junitllm.stats.Quantiles;
import io.github.junitllm.stats.SampleSizes;
import io.github.junitllm.stats.Sprt;
import io.github.junitllm.stats.SprtDecision;
import io.github.junitllm.stats.SprtRun;
import java.util.List;
import java.util.Map;

/** Many tests, quantiles, numbers of samples, distributions, Wald's test. */
final class SuiteVectors {

    private SuiteVectors() {}

    static Map<String, VectorCheck> checks() {
        return Map.of(
                "adjust_p_values", SuiteVectors::adjust,
                "suite_false_alarm", SuiteVectors::falseAlarms,
                "quantile", SuiteVectors::quantile,
                "quantile_bound_rank", SuiteVectors::boundRank,
                "sample_size_two_rates", SuiteVectors::twoRates,
                "sample_size_paired_mean", SuiteVectors::pairedMean,
                "distribution", SuiteVectors::distribution,
                "sprt", SuiteVectors::sprt,
                "sprt_run", SuiteVectors::sprtRun);
    }

    private static void adjust(Input in, Expected out) {
        List<Double> pValues = Optionals.list(in.reals("p_values"));
        out.agrees("holm", array(AdjustedPValues.holm(pValues)));
        out.agrees("benjamini_hochberg", array(AdjustedPValues.benjaminiHochberg(pValues)));
        out.agrees("benjamini_yekutieli", array(AdjustedPValues.benjaminiYekutieli(pValues)));
        out.agrees("bonferroni", array(AdjustedPValues.bonferroni(pValues)));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }

    private static void falseAlarms(Input in, Expected out) {
        FalseAlarms alarms = FalseAlarms.of(in.whole("tests"), in.real("per_test_error"));
        out.agrees("expected", alarms.expected());
        out.agrees("any_if_independent", alarms.anyIfIndependent());
        out.agrees("any_bound", alarms.anyAtMost());
        out.agrees("sidak_per_test_for_same_total", alarms.perTestIfIndependent());
        out.agrees("bonferroni_per_test_for_same_total", alarms.perTest());
    }

    private static void quantile(Input in, Expected out) {
        List<Double> values = Optionals.list(in.reals("values"));
        for (QuantileType type : QuantileType.values()) {
            out.agrees("type_" + type.number(), Quantiles.quantile(values, in.real("q"), type));
        }
    }

    private static void boundRank(Input in, Expected out) {
        int samples = in.whole("samples");
        double q = in.real("q");
        double confidence = in.real("one_sided_confidence");
        out.agrees("upper_rank", Quantiles.upperRank(samples, q, confidence));
        out.agrees("lower_rank", Quantiles.lowerRank(samples, q, confidence));
        out.agrees("min_samples_for_upper", Quantiles.leastSamplesForUpper(q, confidence));
    }

    private static void twoRates(Input in, Expected out) {
        double size = SampleSizes.twoRates(
                in.real("rate_a"), in.real("rate_b"), in.real("one_sided_alpha"), in.real("power"));
        out.agrees("per_group", size);
        out.agrees("per_group_rounded_up", Math.ceil(size));
    }

    private static void pairedMean(Input in, Expected out) {
        double pairs = SampleSizes.pairedMean(in.real("effect_size"), in.real("one_sided_alpha"), in.real("power"));
        out.agrees("pairs", pairs);
        out.agrees("pairs_rounded_up", Math.ceil(pairs));
    }

    private static void distribution(Input in, Expected out) {
        double[] at = in.reals("args");
        String name = in.text("name");
        out.agrees(
                "value",
                switch (name) {
                    case "normal_quantile" -> Distributions.normalQuantile(at[0]);
                    case "normal_cdf" -> Distributions.normalCdf(at[0]);
                    case "t_quantile" -> Distributions.studentQuantile(at[0], at[1]);
                    case "t_cdf" -> Distributions.studentCdf(at[0], at[1]);
                    case "beta_quantile" -> Distributions.betaQuantile(at[0], at[1], at[2]);
                    case "beta_cdf" -> Distributions.betaCdf(at[0], at[1], at[2]);
                    case "binomial_cdf" -> Distributions.binomialCdf((int) at[0], (int) at[1], at[2]);
                    case "binomial_sf" -> Distributions.binomialSurvival((int) at[0], (int) at[1], at[2]);
                    case "chi2_sf" -> Distributions.chiSquaredSurvival(at[0], at[1]);
                    default -> throw new IllegalArgumentException("distribution \"%s\" is unknown".formatted(name));
                });
    }

    private static void sprt(Input in, Expected out) {
        Sprt test = test(in);
        out.agrees("log_upper", test.logUpper());
        out.agrees("log_lower", test.logLower());
        out.agrees("llr_success", test.perSuccess());
        out.agrees("llr_failure", test.perFailure());
        out.agrees("slope", test.slope());
        out.agrees("intercept_pass", test.interceptUpper());
        out.agrees("intercept_fail", test.interceptLower());
        out.agrees("asn_at_p0", test.expectedSamplesAtP0());
        out.agrees("asn_at_p1", test.expectedSamplesAtP1());
    }

    private static void sprtRun(Input in, Expected out) {
        SprtRun run = test(in).start();
        String outcomes = in.text("outcomes");
        for (int i = 0; i < outcomes.length() && run.decision() == SprtDecision.CONTINUE; i++) {
            run.add(Outcomes.passed(outcomes.charAt(i)));
        }
        out.agrees("decision", run.decision().name());
        out.agrees("stopped_at", run.samples());
        out.agrees("successes", run.successes());
        out.agrees("log_likelihood_ratio", run.logLikelihoodRatio());
    }

    private static Sprt test(Input in) {
        return new Sprt(in.real("p0"), in.real("p1"), in.real("alpha"), in.real("beta"));
    }
}
