package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.fault.FaultKind;
import io.github.junitllm.match.RequestKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims about how long the calls of a sample take. The ranks stand here as numbers, from tables of the binomial distribution. */
class LatencyClaimTest {

    private static final String LATE = "[{id: late, question: is it late}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    static class SlowTestCase {
        @LlmEval(samples = 59)
        @LatencyClaim(atMostMillis = 2_000)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    /** One take per sample that took so many milliseconds; 0 is unknown. */
    private void took(Class<?> eval, int samples, IntToDoubleFunction millis) {
        took(eval, samples, millis, sample -> Chat.responseBody("yes", "stop"));
    }

    private void took(Class<?> eval, int samples, IntToDoubleFunction millis, IntFunction<String> body) {
        Path file = evals.cassettes.resolve(eval.getName().replace('$', '.')).resolve("saysYes/late.jsonl");
        try (Cassette cassette = Cassette.open(file, eval.getName() + "#saysYes", "late")) {
            for (int sample = 1; sample <= samples; sample++) {
                RecordedRequest request = new RecordedRequest(
                        "POST",
                        "openai",
                        "/v1/chat/completions",
                        "application/json",
                        Body.of(Chat.requestBody("is it late")));
                RecordedResponse response = new RecordedResponse(
                        200,
                        "application/json",
                        new TreeMap<>(),
                        Body.of(body.apply(sample)),
                        List.of(),
                        millis.applyAsDouble(sample));
                cassette.add(new Exchange(
                        RequestKey.of(request).exact(),
                        sample,
                        1,
                        request,
                        response,
                        Provenance.recorded(Instant.parse("2026-11-20T10:00:00Z"))));
            }
        }
    }

    @ParameterizedTest(name = "{0} of 59 above 2,000 ms: {1}")
    @CsvSource({"0, PASS", "1, INCONCLUSIVE", "6, INCONCLUSIVE", "7, FAIL", "59, FAIL"})
    void samples_of_a_rank_bound_the_percentile(int slow, String verdict) {
        took(SlowTestCase.class, 59, sample -> sample <= slow ? 2_000.5 : 2_000);

        assertThat(evals.run(SlowTestCase.class).verdict()).isEqualTo(verdict);
    }

    @Test
    void pass_names_percentile_bounds_claim_and_that_times_are_recorded() {
        took(SlowTestCase.class, 59, sample -> 1_000 + 10 * sample);

        Evals.Run run = evals.run(SlowTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictText()).isEqualTo("""
                        PASS: pass rate 1.000 (59 of 59), one-sided 95 % bounds 0.950..1.000, every sample must pass and p95 of the \
                        calls' time at most 2,000 ms; evidence 59 REPLAYED
                          p95 of the calls' time: PASS, 1,561 ms over 59 samples, one-sided 95 % bounds 1,530 ms..1,590 ms, claim at \
                        most 2,000 ms; times as recorded, not measured in this run
                          recorded 2026-11-20
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.LatencyClaimTest.SlowTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
        assertThat(run.verdictLine().path("measured")).hasToString("""
                        [{"claim":"latency","percentile":0.95,"at_most_millis":2000,"method":"order statistics, exact binomial, \
                        one-sided","verdict":"PASS","samples":59,"without":0,"confidence":0.95,"estimate":1561.0,"lower":1530.0,\
                        "upper":1590.0}]""");
        assertThat(run.lines())
                .filteredOn(line -> line.path("type").asText().equals("sample"))
                .extracting(line -> line.at("/volatile/call_millis").asDouble())
                .contains(1_010.0, 1_590.0);
    }

    @Test
    void what_has_no_time_counts_against_both_ends() {
        took(SlowTestCase.class, 59, sample -> sample == 1 ? 0 : 5_000);

        Evals.Run run = evals.run(SlowTestCase.class);

        assertThat(run.verdict()).isEqualTo("FAIL");
        assertThat(run.message())
                .contains(
                        "\n  p95 of the calls' time: FAIL, 5,000 ms over 58 samples, one-sided 95 % bounds 5,000 ms..none, claim at most 2,000 ms; times as recorded, not measured in this run; too slow for PASS and fast for FAIL count 1 of an unknown time\n");
    }

    @Test
    void one_sample_without_a_time_is_enough_against_a_pass() {
        took(SlowTestCase.class, 59, sample -> sample == 1 ? 0 : 5);

        assertThat(evals.run(SlowTestCase.class).verdict()).isEqualTo("INCONCLUSIVE");
    }

    @Test
    void simulated_answers_say_nothing_of_a_model() {
        try (Provider provider = new Provider(call -> "yes")) {
            Evals.Run run = provider.serve(evals).set("mode", "live").run(SlowTestCase.class);

            assertThat(run.status()).isEqualTo(FAILED);
            assertThat(run.message())
                    .startsWith("INCONCLUSIVE: ")
                    .contains(
                            "\n  p95 of the calls' time: INCONCLUSIVE, no sample has a time that says anything of a model, claim at most 2,000 ms; too slow for PASS and fast for FAIL count 59 simulated\n");
        }
    }

    static class FaultyTestCase {
        @LlmEval(samples = 59)
        @LatencyClaim(atMostMillis = 2_000)
        @Fault(FaultKind.MALFORMED_JSON)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            try {
                Chat.ask(llm, golden.text("question"));
            } catch (IllegalStateException survived) {
                // what the fault is there for
            }
        }
    }

    @Test
    void neither_do_calls_with_an_injected_fault() {
        took(FaultyTestCase.class, 59, sample -> 5);

        assertThat(evals.run(FaultyTestCase.class).message())
                .contains(
                        "\n  p95 of the calls' time: INCONCLUSIVE, no sample has a time",
                        "count 59 with an injected fault\n");
    }

    static class MedianTestCase {
        @LlmEval(samples = 20, passRate = 0.5, maxErrorRate = 0.4)
        @LatencyClaim(percentile = 0.5, atMostMillis = 2_000)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ParameterizedTest(name = "{0} of 20 ended in an error: {1}")
    @CsvSource({"5, PASS", "6, INCONCLUSIVE"})
    void what_ended_in_an_error_is_slow(int errors, String verdict) {
        took(
                MedianTestCase.class,
                20,
                sample -> 5,
                sample -> sample <= errors ? Chat.responseBody("n", "length") : Chat.responseBody("yes", "stop"));

        Evals.Run run = evals.run(MedianTestCase.class);

        assertThat(run.outcomes()).filteredOn("TRUNCATED"::equals).hasSize(errors);
        assertThat(run.verdict()).isEqualTo(verdict);
        assertThat(run.verdictText()).contains("count %d ended in an error\n".formatted(errors));
    }

    static class TooFewTestCase {
        @LlmEval(samples = 58)
        @LatencyClaim(atMostMillis = 2_000)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "live"})
    void a_plan_that_cannot_show_it_is_refused_before_the_first_call(String mode) {
        try (Provider provider = new Provider(call -> "yes")) {
            Evals.Run run = provider.serve(evals).set("mode", mode).run(TooFewTestCase.class);

            assertThat(run.thrown()).isInstanceOf(ExtensionConfigurationException.class);
            assertThat(run.message())
                    .isEqualTo(
                            "@LlmEval on TooFewTestCase.saysYes(): refused before the first call: p95 of the calls' time: this plan cannot PASS: not even the slowest of 58 samples bounds it at 95 %; take at least 59 samples in all, or a lower percentile or less confidence");
            assertThat(provider.calls()).isZero();
        }
    }

    @Test
    void in_replay_it_runs_and_cannot_pass_and_says_so() {
        took(TooFewTestCase.class, 58, sample -> 5);

        assertThat(evals.run(TooFewTestCase.class).message())
                .startsWith("INCONCLUSIVE: ")
                .contains(
                        "bounds 5 ms..none, claim at most 2,000 ms; times as recorded, not measured in this run\n",
                        "\n  p95 of the calls' time: this plan cannot PASS: not even the slowest of 58 samples bounds it at 95 %;");
    }

    static class WrongTestCase {

        @LlmEval(samples = 59)
        @LatencyClaim(percentile = 95, atMostMillis = 2_000)
        @Golden(inline = LATE)
        void inPercent(Llm llm) {}

        @LlmEval(samples = 59)
        @LatencyClaim(atMostMillis = 0)
        @Golden(inline = LATE)
        void noTime(Llm llm) {}

        @LlmEval(samples = 59)
        @LatencyClaim(atMostMillis = 2_000, confidence = 0.4)
        @Golden(inline = LATE)
        void unsure(Llm llm) {}

        @LlmEval(samples = 59)
        @LatencyClaim(atMostMillis = 2_000)
        @LatencyClaim(atMostMillis = 3_000)
        @Golden(inline = LATE)
        void twice(Llm llm) {}

        @LlmEval(passRate = 0.9, maxTotalSamples = 100)
        @LatencyClaim(atMostMillis = 2_000)
        @Golden(inline = LATE)
        void atMost(Llm llm) {}

        @LlmEval(samples = 59)
        @Variants({"big", "small"})
        @LatencyClaim(atMostMillis = 2_000)
        @Golden(inline = LATE)
        void setups(Llm llm, Variant variant) {}
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    inPercent | @LatencyClaim on WrongTestCase.inPercent(): percentile = 95.0, allowed are shares above 0 and below 1; write for example percentile = 0.95
                    noTime | @LatencyClaim on WrongTestCase.noTime(): atMostMillis = 0, allowed are 1 or more; write for example atMostMillis = 2_000
                    unsure | @LatencyClaim on WrongTestCase.unsure(): confidence = 0.4, allowed are 0.5 to below 1; write for example confidence = 0.95
                    twice | @LatencyClaim on WrongTestCase.twice(): percentile = 0.95 stands in two claims; write one of them
                    atMost | @LatencyClaim on WrongTestCase.atMost(): it contradicts maxTotalSamples of @LlmEval: these bounds need every sample of every case; write samples instead
                    setups | @LatencyClaim on WrongTestCase.setups(): it contradicts @Variants: numbers of several set-ups together say nothing of any; write an eval of its own for it
                    """)
    void wrong_use_is_refused_with_a_sentence(String method, String message) {
        String parameters = Llm.class.getName() + (method.equals("setups") ? "," + Variant.class.getName() : "");
        Evals.Run run = evals.run(WrongTestCase.class, method, parameters);

        assertThat(run.thrown()).isInstanceOf(ExtensionConfigurationException.class);
        assertThat(run.message()).isEqualTo(message);
        assertThat(run.samples()).isEmpty();
    }
}
