package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One eval over named set-ups on the same cases: the verdict is that of the paired difference. */
class VariantsTest {

    private static final String TEN =
            "[{id: c0}, {id: c1}, {id: c2}, {id: c3}, {id: c4}, {id: c5}, {id: c6}, {id: c7}, {id: c8}, {id: c9}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    static class MarginTestCase {
        @LlmEval(samples = 2)
        @Golden(inline = TEN)
        @Variants(
                value = {"large", "small"},
                margin = 0.3)
        void saysYes(GoldenCase golden, Llm llm, Variant variant) {
            assertThat(variant.isReference()).isEqualTo(variant.name().equals("large"));
            assertThat(Chat.ask(llm, "is it " + golden.id())).isEqualTo("yes");
        }
    }

    /** So many cases answered with yes, the others with no, two samples each. */
    private void answered(Class<?> test, String variant, int yes) {
        for (int i = 0; i < 10; i++) {
            String answer = i < yes ? "yes" : "no";
            evals.recorded(test, "saysYes/" + variant, "c" + i, "is it c" + i, answer, answer);
        }
    }

    private String message(Evals.Run run) {
        return run.verdictText().replaceAll("\\n  results: .*", "");
    }

    @Test
    void equal_set_ups_pass_and_their_cost_stands_beside() {
        answered(MarginTestCase.class, "large", 9);
        answered(MarginTestCase.class, "small", 9);

        Evals.Run run = evals.run(MarginTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.samples()).startsWith("large > c0 > sample 1 SUCCESSFUL", "large > c0 > sample 2 SUCCESSFUL");
        assertThat(run.samples()).hasSize(40).contains("small > c9 > sample 2 ABORTED");
        assertThat(message(run)).isEqualTo("""
                        PASS: pass rate large 0.900 (18 of 20), small 0.900 (18 of 20), required at most 0.30 worse than large; evidence 40 REPLAYED
                          small against large: PASS, mean difference +0.000 over 10 cases, one-sided 95 % bounds -0.216..+0.216, required more than -0.30; sign flip p = 1.0000
                          large per sample: 1 call, 15 tokens, cost unknown, time unknown
                          small per sample: 1 call, 15 tokens (x1.00), cost unknown, time unknown
                          failed 4: large > c9 (2 of 2), small > c9 (2 of 2)
                          never passed: large > c9 (0 of 2), small > c9 (0 of 2)
                          recorded 2026-11-20
                          again: mvn test -Dtest='VariantsTest$MarginTestCase#saysYes' -Djunit.llm.case=c9 -Djunit.llm.variant=large
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.VariantsTest.MarginTestCase/saysYes""");
    }

    @Test
    void a_candidate_that_is_worse_fails_and_its_cases_are_named() {
        answered(MarginTestCase.class, "large", 10);
        answered(MarginTestCase.class, "small", 4);

        Evals.Run run = evals.run(MarginTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(message(run)).contains("""
                  small against large: FAIL, mean difference -0.600 over 10 cases, one-sided 95 % bounds -0.842..-0.158, required more than -0.30; sign flip p = 0.0156
                  small worse: c4 (2 of 2 -> 0 of 2), c5 (2 of 2 -> 0 of 2), c6 (2 of 2 -> 0 of 2), c7 (2 of 2 -> 0 of 2), c8 (2 of 2 -> 0 of 2), c9 (2 of 2 -> 0 of 2)
                """);
        JsonNode line = run.verdictLine();
        assertThat(line.path("cases").asInt()).isEqualTo(10);
        assertThat(line.at("/variants/reference").asText()).isEqualTo("large");
        assertThat(line.at("/variants/setups/1/passed").asInt()).isEqualTo(8);
        assertThat(line.at("/variants/comparisons/0/verdict").asText()).isEqualTo("FAIL");
        assertThat(line.at("/variants/comparisons/0/difference").asDouble()).isEqualTo(-0.6);
        assertThat(line.has("lower"))
                .as("a bound over both set-ups means nothing")
                .isFalse();
    }

    @Test
    void what_a_candidate_costs_is_told_against_the_reference() throws IOException {
        answered(MarginTestCase.class, "large", 10);
        answered(MarginTestCase.class, "small", 10);
        tookAndServed("large", 2_000, "gpt-4o-2024-08-06");
        tookAndServed("small", 500, "gpt-4o-mini-2024-07-18");

        assertThat(evals.run(MarginTestCase.class).verdictText()).contains("""
                  large per sample: 1 call, 15 tokens, 0.000075 USD, median 2000 ms, 95th percentile 2000 ms
                  small per sample: 1 call, 15 tokens (x1.00), 0.0000045 USD (x0.06), median 500 ms (x0.25), 95th percentile 500 ms
                """);
    }

    private void tookAndServed(String variant, int millis, String model) throws IOException {
        Path cassettes =
                evals.cassettes.resolve("io.github.junitllm.sampling.VariantsTest.MarginTestCase/saysYes/" + variant);
        try (Stream<Path> files = Files.list(cassettes)) {
            for (Path file : files.toList()) {
                Files.writeString(
                        file,
                        Files.readString(file)
                                .replace("tiny-1-2026", model)
                                .replace("\"status\":200", "\"status\":200,\"at_ms\":" + millis));
            }
        }
    }

    @Test
    void sample_lines_name_case_and_variant() {
        answered(MarginTestCase.class, "large", 10);
        answered(MarginTestCase.class, "small", 10);

        List<JsonNode> lines = evals.run(MarginTestCase.class).lines();

        assertThat(lines.stream()
                        .filter(line -> line.path("type").asText().equals("sample"))
                        .map(line -> line.path("case").asText() + " "
                                + line.path("variant").asText()))
                .startsWith("c0 large", "c0 large", "c0 small", "c0 small");
    }

    static class GainTestCase {
        enum Setup {
            PROMPTED,
            TUNED
        }

        @LlmEval(samples = 2)
        @Golden(inline = TEN)
        @Variants(of = Setup.class, betterBy = 0.05)
        void saysYes(Setup setup, GoldenCase golden, Llm llm) {
            assertThat(setup).isNotNull();
            assertThat(Chat.ask(llm, "is it " + golden.id())).isEqualTo("yes");
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 10, PASS", "8, 9, INCONCLUSIVE", "10, 4, FAIL"})
    void a_candidate_must_be_better_where_that_is_asked_for(int prompted, int tuned, String verdict) {
        answered(GainTestCase.class, "PROMPTED", prompted);
        answered(GainTestCase.class, "TUNED", tuned);

        Evals.Run run = evals.run(GainTestCase.class);

        assertThat(run.verdict()).isEqualTo(verdict);
        assertThat(run.verdictText())
                .contains("required more than 0.05 better than PROMPTED")
                .contains("TUNED against PROMPTED: " + verdict);
    }

    @Test
    void a_missing_recording_of_one_set_up_is_an_error_with_the_way_to_record() {
        answered(MarginTestCase.class, "large", 10);

        Evals.Run run = evals.run(MarginTestCase.class);

        assertThat(run.verdict()).isEqualTo("ERROR");
        assertThat(run.verdictText())
                .contains("small against large: INCONCLUSIVE, 0 cases in common, and fewer than 2 show nothing")
                .contains("small left out of the pairs, samples ended in errors: c0, c1,")
                .contains("record: mvn test -Dtest='VariantsTest$MarginTestCase#saysYes' -Djunit.llm.mode=record");
        assertThat(run.sampleMessage())
                .contains("case small > c0 (inline:1), sample 1 of 2")
                .contains("-Djunit.llm.case=c0 -Djunit.llm.variant=small -Djunit.llm.sample=1")
                .contains("VariantsTest.MarginTestCase/saysYes/small/c0.jsonl");
    }

    @Test
    void one_set_up_can_be_run_alone_and_gives_no_verdict() {
        answered(MarginTestCase.class, "large", 10);
        answered(MarginTestCase.class, "small", 10);

        Evals.Run run = evals.set("variant", "small").set("case", "c3").run(MarginTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.samples())
                .containsExactly("small > c3 > sample 1 SUCCESSFUL", "small > c3 > sample 2 SUCCESSFUL");
        assertThat(run.message())
                .startsWith(
                        "NO VERDICT, 2 of 40 samples were selected: pass rate large - (0 of 0), small 1.000 (2 of 2)")
                .contains("variants: only a part of the samples was selected, so nothing was compared");
        assertThat(evals.set("variant", "smal").run(MarginTestCase.class).message())
                .isEqualTo(
                        "junit.llm.variant = \"smal\": MarginTestCase.saysYes() has no such set-up, or not such a case and sample; did you mean \"small\"?");
    }

    static class ClaimTestCase {
        @LlmEval(samples = 2, passRate = 0.5)
        @Golden(inline = TEN)
        @Variants(
                value = {"large", "small"},
                margin = 0.9)
        void saysYes(GoldenCase golden, Llm llm, Variant variant) {
            assertThat(Chat.ask(llm, "is it " + golden.id())).isEqualTo("yes");
        }
    }

    @Test
    void a_claim_holds_for_every_set_up() {
        answered(ClaimTestCase.class, "large", 10);
        answered(ClaimTestCase.class, "small", 2);

        Evals.Run run = evals.run(ClaimTestCase.class);

        assertThat(run.verdict()).isEqualTo("FAIL");
        assertThat(run.verdictText())
                .contains("variant large: PASS, 20 of 20 passed, one-sided 95 % bounds 0.861..1.000, claim 0.50")
                .contains("variant small: FAIL, 4 of 20 passed, one-sided 95 % bounds 0.071..0.401, claim 0.50")
                .containsOnlyOnce("chance to PASS");
        assertThat(run.verdictLine().at("/gates/1/variant").asText()).isEqualTo("small");
    }

    @Test
    void cassettes_of_set_ups_that_are_not_there_are_named() {
        answered(MarginTestCase.class, "large", 10);
        answered(MarginTestCase.class, "small", 10);
        evals.recorded(MarginTestCase.class, "saysYes/old", "c0", "is it c0", "yes");

        Evals.Run run = evals.run(MarginTestCase.class);

        assertThat(run.verdictText())
                .contains(
                        "unused: 1 cassette of cases that are not there, first FOLDER/cassettes/io.github.junitllm.sampling.VariantsTest.MarginTestCase/saysYes/old/c0.jsonl");
    }

    /** Each eval is refused with this text. */
    static class WrongUseTestCase {
        static final String ONE = "[{id: a}]";

        enum Lone {
            ONLY
        }

        enum Two {
            A,
            B
        }

        @LlmEval
        @Golden(inline = ONE)
        @Variants("large")
        void one(Llm llm, Variant variant) {}

        @LlmEval
        @Golden(inline = ONE)
        @Variants(of = Lone.class)
        void oneConstant(Llm llm, Lone setup) {}

        @LlmEval
        @Golden(inline = ONE)
        @Variants(
                value = {"a", "b"},
                of = Two.class)
        void both(Llm llm, Two setup) {}

        @LlmEval
        @Golden(inline = ONE)
        @Variants({"a", "a"})
        void twice(Llm llm, Variant variant) {}

        @LlmEval
        @Golden(inline = ONE)
        @Variants({"a > b", "c"})
        void name(Llm llm, Variant variant) {}

        @LlmEval
        @Golden(inline = ONE)
        @Variants({"a", "b"})
        void noParameter(GoldenCase golden, Llm llm) {}

        @LlmEval
        @Golden(inline = ONE)
        @Variants(of = Two.class)
        void noConstant(GoldenCase golden, Llm llm) {}

        @LlmEval
        @Golden(inline = ONE)
        @Variants(
                value = {"a", "b"},
                margin = 0)
        void margin(Llm llm, Variant variant) {}

        @LlmEval
        @Golden(inline = ONE)
        @Variants(
                value = {"a", "b"},
                betterBy = 1)
        void betterBy(Llm llm, Variant variant) {}

        @LlmEval
        @Golden(inline = ONE)
        @Variants(
                value = {"a", "b"},
                margin = 0.2,
                betterBy = 0.1)
        void marginAndGain(Llm llm, Variant variant) {}

        @LlmEval
        @Golden(inline = ONE)
        @Variants(
                value = {"a", "b"},
                confidence = 1)
        void confidence(Llm llm, Variant variant) {}

        @LlmEval(noWorseThan = "main")
        @Golden(inline = ONE)
        @Variants({"a", "b"})
        void baseline(Llm llm, Variant variant) {}

        @LlmEval(passRate = 0.9, maxTotalSamples = 100)
        @Golden(inline = ONE)
        @Variants({"a", "b"})
        void sequential(Llm llm, Variant variant) {}

        @LlmEval
        @Claim(tag = "x", passRate = 0.9)
        @Golden(inline = "[{id: a, tags: [x]}]")
        @Variants({"a", "b"})
        void claim(Llm llm, Variant variant) {}
    }

    static Stream<Arguments> wrongUses() {
        return Stream.of(
                        "one = @Variants on WrongUseTestCase.one(): 1 set-up, and a comparison needs two or more, the reference first; write for example @Variants({\"gpt-4o\", \"gpt-4o-mini\"})",
                        "oneConstant = @Variants on WrongUseTestCase.oneConstant(): 1 set-up, and a comparison needs two or more, the reference first; write for example @Variants({\"gpt-4o\", \"gpt-4o-mini\"})",
                        "both = @Variants on WrongUseTestCase.both(): value and of contradict each other: the names, or an enum of them; write one of them",
                        "twice = @Variants on WrongUseTestCase.twice(): the name \"a\" stands there twice; write one of them",
                        "name = @Variants on WrongUseTestCase.name(): \"a > b\" is no name: up to 100 characters on one line, without >; write for example \"gpt-4o-mini\"",
                        "noParameter = @Variants on WrongUseTestCase.noParameter(): no parameter takes the set-up, so that all of them would be the same; add the parameter Variant variant",
                        "noConstant = @Variants on WrongUseTestCase.noConstant(): no parameter takes the set-up, so that all of them would be the same; add the parameter Two setup",
                        "margin = @Variants on WrongUseTestCase.margin(): margin = 0.0, allowed are drops of the pass rate above 0 and below 1; write for example margin = 0.10",
                        "betterBy = @Variants on WrongUseTestCase.betterBy(): betterBy = 1.0, allowed are gains of the pass rate from 0 to below 1; write for example betterBy = 0.05",
                        "marginAndGain = @Variants on WrongUseTestCase.marginAndGain(): margin and betterBy contradict each other: not worse, or better; write one of them",
                        "confidence = @Variants on WrongUseTestCase.confidence(): confidence = 1.0, allowed are 0.5 to below 1; write for example confidence = 0.95",
                        "baseline = @LlmEval on WrongUseTestCase.baseline(): noWorseThan and @Variants contradict each other: a comparison with an earlier run, or of set-ups with each other; write two evals",
                        "sequential = @LlmEval on WrongUseTestCase.sequential(): maxTotalSamples and @Variants contradict each other: a comparison needs every sample of every case; write samples instead",
                        "claim = @LlmEval on WrongUseTestCase.claim(): @Claim and @Variants contradict each other: a claim of the cases with a tag, or a comparison over all of them; write two evals")
                .map(line -> line.split(" = ", 2))
                .map(parts -> Arguments.of(parts[0], parts[1]));
    }

    @ParameterizedTest
    @MethodSource("wrongUses")
    void wrong_use_is_refused_with_what_to_write(String eval, String message) {
        String parameters = Stream.of(WrongUseTestCase.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(eval))
                .flatMap(method -> Stream.of(method.getParameterTypes()))
                .map(Class::getName)
                .collect(Collectors.joining(", "));

        assertThat(evals.run(WrongUseTestCase.class, eval, parameters).message())
                .isEqualTo(message);
    }

    @Test
    void too_few_cases_are_refused_before_the_first_call() {
        Evals.Run run = evals.set("mode", "live").run(FewTestCase.class);

        assertThat(run.message())
                .isEqualTo(
                        "@LlmEval on FewTestCase.saysYes(): refused before the first call: this comparison cannot PASS: a candidate that equals the reference in all 2 cases would show a difference of -1.000 at 95 %, required is more than -0.10; take at least 23 cases, or take more margin or less confidence");
    }

    static class FewTestCase {
        @LlmEval
        @Golden(inline = "[{id: a}, {id: b}]")
        @Variants({"large", "small"})
        void saysYes(Llm llm, Variant variant) {}
    }
}
