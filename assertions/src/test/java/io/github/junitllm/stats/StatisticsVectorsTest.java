package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StatisticsVectorsTest {

    @TestFactory
    Stream<DynamicTest> agrees_with_the_independently_computed_vector() throws IOException {
        return cases().map(vector -> dynamicTest(vector.get("id").textValue(), () -> check(vector)));
    }

    // A vector file that lost its cases would let everything pass.
    @Test
    void all_the_vectors_are_there() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        cases().forEach(vector -> counts.merge(vector.get("function").textValue(), 1, Integer::sum));
        assertThat(counts)
                .isEqualTo(Map.of(
                        "binomial_interval", 24,
                        "critical_counts", 12,
                        "feasible_min_trials", 7,
                        "mcnemar", 8,
                        "min_samples_to_pass", 6,
                        "pass_at_k", 9,
                        "power_rate", 4,
                        "sample_size_rate", 3,
                        "threshold_verdict", 36));
    }

    private static Stream<JsonNode> cases() throws IOException {
        try (InputStream file = StatisticsVectorsTest.class.getResourceAsStream("/statistics-vectors.json")) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(file).get("cases").spliterator(), false);
        }
    }

    private static void check(JsonNode vector) {
        JsonNode in = vector.get("input");
        Expected out = new Expected(vector.get("expected"), vector.get("tolerance"));
        switch (vector.get("function").textValue()) {
            case "binomial_interval" -> interval(in, out);
            case "mcnemar" -> {
                int baselineOnly = number(in, "baseline_only");
                int candidateOnly = number(in, "candidate_only");
                out.agrees("p_two_sided_exact", PairedRates.changed(baselineOnly, candidateOnly));
                out.agrees("p_candidate_worse", PairedRates.worse(baselineOnly, candidateOnly));
            }
            case "critical_counts" -> {
                CriticalCounts counts = Rates.criticalCounts(claim(in), number(in, "trials"));
                out.agrees("pass_at_least", counts.passAtLeast());
                out.agrees("fail_at_most", counts.failAtMost());
            }
            case "threshold_verdict" -> verdict(in, out);
            case "min_samples_to_pass" ->
                out.agrees("trials", Rates.leastTrialsToPass(claim(in), number(in, "failures_allowed")));
            case "feasible_min_trials" -> {
                int failures = number(in, "failures_allowed");
                int trials = Rates.leastTrialsToPass(claim(in), failures).orElseThrow();
                out.agrees("trials", OptionalInt.of(trials));
                out.agrees("lower_at_trials", Rates.lowerBound(trials - failures, trials, real(in, "confidence")));
            }
            case "sample_size_rate" -> sampleSize(in, out);
            case "power_rate" -> power(claim(in), number(in, "trials"), in, "size", "power", out);
            case "pass_at_k" -> {
                int n = number(in, "samples");
                int correct = number(in, "correct");
                out.agrees("pass_at_k", Rates.passAtK(n, correct, number(in, "k")));
                out.agrees("pass_hat_k", Rates.passHatK(n, correct, number(in, "k")));
            }
            default -> throw new AssertionError("no check for " + vector);
        }
    }

    private static void interval(JsonNode in, Expected out) {
        double confidence = real(in, "confidence");
        String sided = in.get("sided").textValue();
        Bounds bounds = Rates.bounds(
                number(in, "successes"), number(in, "trials"), sided.equals("two") ? (1 + confidence) / 2 : confidence);
        out.agrees("lower", sided.equals("upper") ? 0 : bounds.lower());
        out.agrees("upper", sided.equals("lower") ? 1 : bounds.upper());
    }

    private static void verdict(JsonNode in, Expected out) {
        int successes = number(in, "successes");
        int trials = number(in, "trials");
        assertThat(Rates.verdict(claim(in), successes, trials)).hasToString(out.text("verdict"));
        Bounds bounds = Rates.bounds(successes, trials, real(in, "confidence"));
        out.agrees("lower", bounds.lower());
        out.agrees("upper", bounds.upper());
        assertThat(Rates.criticalCounts(claim(in), trials).passAtLeast().isPresent())
                .isEqualTo(out.expected.get("pass_reachable").booleanValue());
    }

    private static void sampleSize(JsonNode in, Expected out) {
        int trials = Rates.leastTrialsForPower(claim(in), real(in, "expected_rate"), real(in, "power"))
                .orElseThrow();
        out.agrees("trials", OptionalInt.of(trials));
        power(claim(in), trials, in, "achieved_alpha", "achieved_power", out);
    }

    private static void power(RateClaim claim, int trials, JsonNode in, String size, String power, Expected out) {
        out.agrees("pass_at_least", Rates.criticalCounts(claim, trials).passAtLeast());
        out.agrees(size, Rates.chanceToPass(claim, trials, claim.passRate()));
        out.agrees(power, Rates.chanceToPass(claim, trials, real(in, "expected_rate")));
    }

    private static RateClaim claim(JsonNode in) {
        double confidence = in.has("alpha") ? 1 - real(in, "alpha") : real(in, "confidence");
        return new RateClaim(real(in, "pass_rate"), in.has("tolerance") ? real(in, "tolerance") : 0, confidence);
    }

    private static int number(JsonNode in, String name) {
        return in.get(name).intValue();
    }

    private static double real(JsonNode in, String name) {
        return in.get(name).doubleValue();
    }

    private record Expected(JsonNode expected, JsonNode tolerance) {

        String text(String name) {
            return expected.get(name).textValue();
        }

        void agrees(String name, OptionalInt got) {
            if (expected.get(name).isNull()) {
                assertThat(got).as(name).isEmpty();
            } else {
                assertThat(got).as(name).hasValue(expected.get(name).intValue());
            }
        }

        void agrees(String name, OptionalDouble got) {
            if (expected.get(name).isNull()) {
                assertThat(got).as(name).isEmpty();
            } else {
                agrees(name, got.orElseThrow());
            }
        }

        void agrees(String name, double got) {
            double wanted = expected.get(name).doubleValue();
            double allowed = Math.max(
                    tolerance.get("abs").doubleValue(), tolerance.get("rel").doubleValue() * Math.abs(wanted));
            assertThat(Math.abs(got - wanted))
                    .as("%s: %s for %s", name, got, wanted)
                    .isLessThanOrEqualTo(allowed);
        }
    }
}
