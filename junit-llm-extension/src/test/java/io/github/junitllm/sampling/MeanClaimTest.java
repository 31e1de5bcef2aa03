package io.github.junitllm.sampling;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims about the mean of what samples report. The bounds stand here as numbers, computed apart from our code. */
class MeanClaimTest {

    private static final String LATE = "[{id: late, question: is it late}]";
    private static final String TWO = "[{id: late, question: is it late}, {id: early, question: is it early}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    static class PoliteTestCase {
        @LlmEval(samples = 12)
        @MeanClaim(value = "politeness", atLeast = 4, low = 1, high = 5)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm, Scores scores) {
            scores.add("politeness", Double.parseDouble(Chat.ask(llm, golden.text("question"))));
        }
    }

    private void answers(Class<?> eval, String caseId, String... answers) {
        evals.recorded(eval, "saysYes", caseId, "is it " + caseId, answers);
    }

    private static String[] scores(int fives, int others, String other) {
        return IntStream.range(0, fives + others)
                .mapToObj(i -> i < fives ? "5" : other)
                .toArray(String[]::new);
    }

    @ParameterizedTest(name = "12 samples, {0} of them 5, the others {1}: {2}")
    @CsvSource({
        "12, 4, PASS",
        "11, 4, INCONCLUSIVE",
        "6, 4, INCONCLUSIVE",
        "0, 3, INCONCLUSIVE",
        "0, 2.9, FAIL",
        "0, 1.5, FAIL"
    })
    void the_bounds_on_the_scale_decide(int fives, String other, String verdict) {
        answers(PoliteTestCase.class, "late", scores(fives, 12 - fives, other));

        assertThat(evals.run(PoliteTestCase.class).verdict()).isEqualTo(verdict);
    }

    @Test
    void pass_names_mean_bounds_and_claim() {
        answers(PoliteTestCase.class, "late", scores(12, 0, ""));

        Evals.Run run = evals.run(PoliteTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictText()).isEqualTo("""
                        PASS: pass rate 1.000 (12 of 12), one-sided 95 % bounds 0.779..1.000, every sample must pass and mean of \
                        politeness at least 4; evidence 12 REPLAYED
                          mean of politeness: PASS, 5 over 12 samples, one-sided 95 % bounds 4.116..5, claim at least 4 on a scale of 1..5
                          recorded 2026-11-20
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.MeanClaimTest.PoliteTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
        assertThat(run.verdictLine().path("measured")).hasToString("""
                        [{"claim":"mean","score":"politeness","at_least":4.0,"low":1.0,"high":5.0,\
                        "method":"clopper-pearson of the scale, one-sided","verdict":"PASS","samples":12,"without":0,\
                        "confidence":0.95,"estimate":5.0,"lower":4.116319,"upper":5.0}]\
                        """.replace(
                        "4.116319", run.verdictLine().at("/measured/0/lower").asText()));
        assertThat(run.verdictLine().at("/measured/0/lower").asDouble())
                .as("1 + 4 * 0.05^(1/12)")
                .isCloseTo(4.1163, org.assertj.core.api.Assertions.within(1e-4));
        assertThat(run.lines())
                .filteredOn(line -> line.path("type").asText().equals("sample"))
                .first()
                .satisfies(line -> assertThat(line.path("scores")).hasToString("{\"politeness\":5.0}"));
    }

    @Test
    void fail_is_red_though_every_sample_passed() {
        answers(PoliteTestCase.class, "late", scores(0, 12, "1.5"));

        Evals.Run run = evals.run(PoliteTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).startsWith("""
                        FAIL: pass rate 1.000 (12 of 12), one-sided 95 % bounds 0.779..1.000, every sample must pass and mean of \
                        politeness at least 4; evidence 12 REPLAYED
                          mean of politeness: FAIL, 1.5 over 12 samples, one-sided 95 % bounds 1.059..2.56, claim at least 4 on a scale of 1..5\
                        """);
    }

    @Test
    void a_sample_without_the_claimed_score_is_a_defect() {
        evals.recorded(MistypedTestCase.class, "saysYes", "late", "is it late", scores(12, 0, ""));

        Evals.Run run = evals.run(MistypedTestCase.class);

        assertThat(run.verdict()).isEqualTo("ERROR");
        assertThat(run.outcomes()).containsOnly("DEFECT");
        assertThat(run.sampleMessage())
                .startsWith(
                        "DEFECT: the test body ended well without the score \"politeness\", of which @MeanClaim claims the mean; it reported \"politness\"; call scores.add(...) with that name in every sample\n");
    }

    static class MistypedTestCase {
        @LlmEval(samples = 12)
        @MeanClaim(value = "politeness", atLeast = 4, low = 1, high = 5)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm, Scores scores) {
            scores.add("politness", Double.parseDouble(Chat.ask(llm, golden.text("question"))));
        }
    }

    static class FailsFirstTestCase {
        @LlmEval(samples = 20, passRate = 0.5)
        @MeanClaim(value = "length", atLeast = 0.5)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm, Scores scores) {
            String answer = Chat.ask(llm, golden.text("question"));
            assertThatAnswer(answer).isEqualTo("yes");
            scores.add("length", 1);
        }
    }

    @Test
    void samples_that_failed_before_they_reported_count_against_both_ends_and_all_samples_run() {
        evals.answered(FailsFirstTestCase.class, "late", 15, 5);

        Evals.Run run = evals.run(FailsFirstTestCase.class);

        assertThat(run.verdict()).isEqualTo("PASS");
        assertThat(run.outcomes()).hasSize(20);
        assertThat(run.verdictText())
                .contains(
                        "\n  mean of length: PASS, 1 over 15 samples, one-sided 95 % bounds 0.544..1, claim at least 0.5 on a scale of 0..1; 5 of 20 samples failed before they reported it, and count as 0 for PASS and as 1 for FAIL\n");
    }

    static class LikeTheseTestCase {
        @LlmEval(samples = 12, generalise = true)
        @MeanClaim(value = "politeness", atLeast = 4, low = 1, high = 5)
        @Golden(inline = TWO)
        void saysYes(GoldenCase golden, Llm llm, Scores scores) {
            scores.add("politeness", Double.parseDouble(Chat.ask(llm, golden.text("question"))));
        }
    }

    @Test
    void for_cases_like_these_the_cases_are_what_is_counted() {
        answers(LikeTheseTestCase.class, "late", scores(12, 0, ""));
        answers(LikeTheseTestCase.class, "early", scores(12, 0, ""));

        Evals.Run run = evals.run(LikeTheseTestCase.class);

        assertThat(run.verdict()).isEqualTo("INCONCLUSIVE");
        assertThat(run.message())
                .contains(
                        "every sample must pass and mean of politeness at least 4 for cases like these; evidence",
                        "\n  mean of politeness: this plan cannot PASS: 2 cases that all score 5 would show a mean of 1.894 at 95 %, the claim needs 4; take at least 11 cases in all, or take less confidence\n");
    }

    static class TooFewTestCase {
        @LlmEval(samples = 10)
        @MeanClaim(value = "politeness", atLeast = 4, low = 1, high = 5)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm, Scores scores) {
            scores.add("politeness", Double.parseDouble(Chat.ask(llm, golden.text("question"))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "live"})
    void a_plan_that_cannot_show_it_is_refused_before_the_first_call(String mode) {
        try (Provider provider = new Provider(call -> "5")) {
            Evals.Run run = provider.serve(evals).set("mode", mode).run(TooFewTestCase.class);

            assertThat(run.thrown()).isInstanceOf(ExtensionConfigurationException.class);
            assertThat(run.message())
                    .isEqualTo(
                            "@LlmEval on TooFewTestCase.saysYes(): refused before the first call: mean of politeness: this plan cannot PASS: 10 samples that all score 5 would show a mean of 3.965 at 95 %, the claim needs 4; take at least 11 samples in all, or take less confidence");
            assertThat(provider.calls()).isZero();
        }
    }

    @Test
    void an_attempt_is_no_better_than_the_worst_before_it() {
        try (Provider provider = new Provider(call -> call <= 12 ? "3" : "5")) {
            provider.serve(evals).set("mode", "live").run(PoliteTestCase.class);

            Evals.Run second = evals.run(PoliteTestCase.class);

            assertThat(second.message())
                    .startsWith("INCONCLUSIVE: pass rate 1.000 (12 of 12)")
                    .contains(
                            "mean of politeness: PASS",
                            "\n  attempt 2; earlier: INCONCLUSIVE 12 of 12; pooled 24 of 24; this attempt alone would be PASS, but a verdict is no better than over all attempts\n");
        }
    }

    @Test
    void scores_of_samples_that_a_killed_run_had_finished_count() throws IOException {
        try (Provider provider = new Provider(call -> "5")) {
            provider.serve(evals).set("mode", "live").run(PoliteTestCase.class);
            Path lines;
            try (Stream<Path> files = Files.list(evals.results)) {
                lines = files.findFirst().orElseThrow();
            }

            Evals.Run resumed = evals.set("resume", lines.toString()).run(PoliteTestCase.class);

            assertThat(resumed.verdictText()).contains("\n  mean of politeness: PASS, 5 over 12 samples,");
            assertThat(provider.calls()).isEqualTo(12);
        }
    }

    static class WrongScoresTestCase {
        @LlmEval(samples = 12)
        @MeanClaim(value = "politeness", atLeast = 4, low = 1, high = 5)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm, Scores scores) {
            String answer = Chat.ask(llm, golden.text("question"));
            if (answer.equals("twice")) {
                scores.add("politeness", 4);
            }
            scores.add(
                    answer.equals("blank") ? " " : "politeness",
                    answer.equals("none") ? Double.NaN : answer.equals("six") ? 6 : 4);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    six | java.lang.IllegalArgumentException: score "politeness" = 6.0, but @MeanClaim says low = 1.0, high = 5.0
                    none | java.lang.IllegalArgumentException: score "politeness" = NaN, expected a finite number
                    blank | java.lang.IllegalArgumentException: the name of a score is " ", expected 1 to 100 characters, not blank
                    twice | java.lang.IllegalStateException: score "politeness" was reported before in this sample; report the mean, or give it another name
                    """)
    void a_score_that_cannot_be_is_a_defect(String answer, String message) {
        answers(WrongScoresTestCase.class, "late", scores(0, 12, answer));

        Evals.Run run = evals.run(WrongScoresTestCase.class);

        assertThat(run.verdict()).isEqualTo("ERROR");
        assertThat(run.sampleMessage()).startsWith("DEFECT: " + message + "\n");
    }

    static class WrongTestCase {

        @LlmEval(samples = 12)
        @MeanClaim(value = " ", atLeast = 0.5)
        @Golden(inline = LATE)
        void blank(Llm llm, Scores scores) {}

        @LlmEval(samples = 12)
        @MeanClaim(value = "politeness", atLeast = 4)
        @Golden(inline = LATE)
        void aboveTheScale(Llm llm, Scores scores) {}

        @LlmEval(samples = 12)
        @MeanClaim(value = "politeness", atLeast = 4, low = 5, high = 1)
        @Golden(inline = LATE)
        void upsideDown(Llm llm, Scores scores) {}

        @LlmEval(samples = 12)
        @MeanClaim(value = "politeness", atLeast = 0.5, confidence = 95)
        @Golden(inline = LATE)
        void inPercent(Llm llm, Scores scores) {}

        @LlmEval(samples = 12)
        @MeanClaim(value = "politeness", atLeast = 0.5)
        @MeanClaim(value = "politeness", atLeast = 0.6)
        @Golden(inline = LATE)
        void twice(Llm llm, Scores scores) {}

        @LlmEval(samples = 12)
        @MeanClaim(value = "politeness", atLeast = 0.5)
        @Golden(inline = LATE)
        void noScores(Llm llm) {}

        @LlmEval(passRate = 0.9, maxTotalSamples = 100)
        @MeanClaim(value = "politeness", atLeast = 0.5)
        @Golden(inline = LATE)
        void atMost(Llm llm, Scores scores) {}
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    blank | @MeanClaim on WrongTestCase.blank(): the name of the score is " ", expected 1 to 100 characters, not blank; write for example @MeanClaim(value = "politeness", atLeast = 4, low = 1, high = 5)
                    aboveTheScale | @MeanClaim on WrongTestCase.aboveTheScale(): atLeast = 4.0, allowed are means above low = 0.0 and below high = 1.0; write the scale too, for example atLeast = 4, low = 1, high = 5
                    upsideDown | @MeanClaim on WrongTestCase.upsideDown(): low = 5.0, high = 1.0, expected two finite numbers, the lower one first; write for example low = 1, high = 5
                    inPercent | @MeanClaim on WrongTestCase.inPercent(): confidence = 95.0, allowed are 0.5 to below 1; write for example confidence = 0.95
                    twice | @MeanClaim on WrongTestCase.twice(): the score "politeness" stands in two claims; write one of them
                    noScores | @MeanClaim on WrongTestCase.noScores(): no parameter takes Scores, so that no sample can report "politeness"; add the parameter Scores scores, and call scores.add("politeness", ...)
                    atMost | @MeanClaim on WrongTestCase.atMost(): it contradicts maxTotalSamples of @LlmEval: these bounds need every sample of every case; write samples instead
                    """)
    void wrong_use_is_refused_with_a_sentence(String method, String message) {
        String parameters =
                method.equals("noScores") ? Llm.class.getName() : Llm.class.getName() + "," + Scores.class.getName();
        Evals.Run run = evals.run(WrongTestCase.class, method, parameters);

        assertThat(run.thrown()).isInstanceOf(ExtensionConfigurationException.class);
        assertThat(run.message()).isEqualTo(message);
        assertThat(run.samples()).isEmpty();
    }
}
