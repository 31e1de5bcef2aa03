package io.github.junitllm.sampling;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.judge.JudgeException;
import io.github.junitllm.judge.LlmJudge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judges in evals: their calls are recorded apart and replayed, and what they say counts only where it may. */
class JudgeTest {

    private static final String CASE = "[{id: late, question: is it late}]";
    private static final String YES = "{\"reason\": \"Kind.\", \"evidence\": [\"yes\"], \"verdict\": true}";
    private static final String NO = "{\"reason\": \"Curt.\", \"evidence\": [], \"verdict\": false}";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    static class CountedTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void isPolite(Llm llm, @Judge(value = "polite.md", uncalibrated = Judge.Uncalibrated.COUNTED) LlmJudge judge) {
            judge.given("question", "is it late").accepts(Chat.ask(llm, "is it late"));
        }
    }

    static class AdvisoryTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void isPolite(Llm llm, @Judge("polite.md") LlmJudge judge) {
            String answer = Chat.ask(llm, "is it late");
            judge.accepts(answer);
            assertThatAnswer(answer).isEqualTo("yes");
        }
    }

    static class AdvisoryAloneTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void isPolite(Llm llm, @Judge("polite.md") LlmJudge judge) {
            judge.accepts(Chat.ask(llm, "is it late"));
        }
    }

    static class SwallowingTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void isPolite(Llm llm, @Judge("polite.md") LlmJudge judge) {
            String answer = Chat.ask(llm, "is it late");
            assertThatAnswer(answer).isEqualTo("yes");
            try {
                judge.accepts(answer);
            } catch (JudgeException swallowed) {
                // as a careless test would
            }
        }
    }

    /** The application's call first, then the votes. */
    private Evals.Run recorded(Class<?> test, IntFunction<String> script) {
        try (Provider provider = new Provider(script)) {
            Evals.Run run = provider.serve(evals).set("mode", "record").run(test);
            evals.set("mode", "replay");
            return run;
        }
    }

    private static IntFunction<String> votes(String... votes) {
        return call -> call == 1 ? "yes" : votes[call - 2];
    }

    @Test
    void a_judge_that_counts_passes_and_fails_and_replays_offline() throws Exception {
        assertThat(recorded(CountedTestCase.class, votes(YES, NO, YES)).verdict())
                .isEqualTo("PASS");

        Evals.Run run = evals.run(CountedTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictText())
                .contains(
                        "judge polite.md (openai/judge-1, uncalibrated): holds in 1 of 1 judgements, counted as right because the test says so; its 3 votes differ in 1 of 1");
        try (Stream<Path> files = Files.walk(evals.cassettes)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.endsWith(".jsonl")))
                    .containsExactlyInAnyOrder("late.jsonl", "late~judge.polite.md.jsonl");
        }
        assertThat(run.verdictLine().has("orphans")).isFalse();
        assertThat(run.verdictLine().path("evidence").asText())
                .as("a vote is no sample, and no evidence")
                .isEqualTo("1 SIMULATED");
    }

    @Test
    void a_no_fails_the_sample_with_the_votes() {
        Evals.Run run = recorded(CountedTestCase.class, votes(NO, NO, YES));

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.outcomes()).containsExactly("FAILED");
        assertThat(run.sampleMessage()).startsWith("""
                        judge polite.md required yes, observed false of 3 votes (false, false, true)
                          false: Curt.
                          false: Curt.
                          true: Kind.; quoted "yes"
                          case late (inline:1), sample 1 of 1; evidence SIMULATED""");
        JsonNode judge = run.lines().stream()
                .filter(line -> line.path("type").asText().equals("sample"))
                .findFirst()
                .orElseThrow()
                .path("judges")
                .path(0);
        assertThat(judge.path("holds").asBoolean()).isFalse();
        assertThat(judge.at("/votes/2/verdict").asBoolean()).isTrue();
        assertThat(judge.at("/votes/2/evidence/0").asText()).isEqualTo("yes");
    }

    @Test
    void an_advisory_judge_is_told_and_not_counted() {
        Evals.Run run = recorded(AdvisoryTestCase.class, votes(NO, NO, NO));

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictText())
                .contains(
                        "judge polite.md (openai/judge-1, uncalibrated): holds in 0 of 1 judgements, advisory: not counted; its 3 votes differ in 0 of 1");
    }

    @Test
    void an_eval_that_only_an_advisory_judge_checks_has_checked_nothing() {
        Evals.Run run = recorded(AdvisoryAloneTestCase.class, votes(YES, YES, YES));

        assertThat(run.verdict()).isEqualTo("ERROR");
        assertThat(run.sampleMessage())
                .startsWith(
                        "DEFECT: the only checks seen are those of an advisory judge, which count nothing; assert something with assertThatAnswer(...) or assertThat(llm), or let the judge count: @Judge(value = ..., uncalibrated = COUNTED)");
    }

    @Test
    void a_judge_that_cannot_judge_is_an_error_and_no_failed_sample_even_when_the_test_swallows_it() {
        for (Class<?> test : new Class<?>[] {CountedTestCase.class, SwallowingTestCase.class}) {
            Evals.Run run = recorded(test, votes("Yes, it is.", "Yes!", "", ""));

            assertThat(run.outcomes()).containsExactly("JUDGE_ERROR");
            assertThat(run.verdict()).isEqualTo("ERROR");
            assertThat(run.sampleMessage())
                    .startsWith(
                            "JUDGE_ERROR: judge polite.md, openai/judge-1: vote 1 of 3 cannot be read, asked twice: no strict JSON: ");
        }
    }

    @Test
    void a_judge_whose_provider_is_down_is_an_error_of_the_judge() {
        Evals.Run run = recorded(CountedTestCase.class, call -> call == 1 ? "yes" : "HTTP 500");

        assertThat(run.outcomes()).containsExactly("JUDGE_ERROR");
        assertThat(run.sampleMessage()).startsWith("JUDGE_ERROR: the judge's model answered with status 500: ");
    }

    @Test
    void a_judge_without_a_recording_says_how_to_make_one() {
        evals.recorded(CountedTestCase.class, "isPolite", "late", "is it late", "yes");

        Evals.Run run = evals.run(CountedTestCase.class);

        assertThat(run.outcomes()).containsExactly("RECORDING_MISSING");
        assertThat(run.sampleMessage())
                .startsWith("RECORDING_MISSING: judge: no recording")
                .contains("record: mvn test");
        assertThat(run.verdictText()).contains("openai (judge-1) at least 1 time");
    }

    static class WrongUseTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void missing(Llm llm, @Judge("not-there.md") LlmJudge judge) {}

        @LlmEval
        @Golden(inline = CASE)
        void head(Llm llm, @Judge("no-head.md") LlmJudge judge) {}

        @LlmEval
        @Golden(inline = CASE)
        void typo(Llm llm, @Judge("typo.md") LlmJudge judge) {}

        @LlmEval
        @Golden(inline = CASE)
        void upstream(Llm llm, @Judge("upstream.md") LlmJudge judge) {}

        @LlmEval
        @Golden(inline = CASE)
        void scales(Llm llm, @Judge("two-scales.md") LlmJudge judge) {}

        @LlmEval
        @Golden(inline = CASE)
        void even(Llm llm, @Judge("even.md") LlmJudge judge) {}

        @LlmEval
        @Golden(inline = CASE)
        void empty(Llm llm, @Judge("empty.md") LlmJudge judge) {}

        @LlmEval
        @Golden(inline = CASE)
        void tag(Llm llm, @Judge("tag.md") LlmJudge judge) {}

        @LlmEval
        @Golden(inline = CASE)
        void bars(Llm llm, @Judge("no-bars.md") LlmJudge judge) {}

        @LlmEval
        @Golden(inline = CASE)
        void unlabelled(Llm llm, @Judge("no-labels.md") LlmJudge judge) {}

        @LlmEval
        @Golden(inline = CASE)
        void label(Llm llm, @Judge("bad-labels.md") LlmJudge judge) {}

        @LlmEval
        @Golden(inline = CASE)
        void plain(Llm llm, LlmJudge judge) {}

        @LlmEval
        @Golden(inline = CASE)
        void type(Llm llm, @Judge("polite.md") String judge) {}
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "missing | \"not-there.md\" is not on the class path; looked at io/github/junitllm/sampling/not-there.md, judges/not-there.md, not-there.md; put it for example at src/test/resources/judges/not-there.md",
                "head | judges/no-head.md:1: has no head; write it between two lines of ---, for example ---, model: openai/gpt-4o-mini, ---",
                "typo | judges/typo.md:2: unknown member /vote; RubricHead has model, temperature, votes, scale, labels, criteria, calibration, sensitivity, specificity, kappa, passAt; did you mean \"votes\"?",
                "upstream | judges/upstream.md: unknown upstream",
                "scales | judges/two-scales.md: scale, labels and criteria contradict each other: a judge answers in one way; write one of them, or none for yes and no",
                "even | judges/even.md: votes = 2, allowed are odd numbers from 1 to 15, so that there is a majority; write for example 3",
                "empty | judges/empty.md: has no text; write below the head what a good answer is",
                "tag | judges/tag.md:2",
                "bars | judges/no-bars.md: a calibration needs sensitivity and specificity, which it is to reach; write for example sensitivity: 0.8, specificity: 0.8",
                "unlabelled | judges/no-labels.md: sensitivity, specificity, kappa and passAt say nothing without labelled answers; write for example calibration: polite.labels.jsonl",
                "label | judges/bad-labels.md: judges/bad.labels.jsonl:1: date = \"2026-11-31\": no such day; write for example 2026-11-25",
                "plain | a parameter is an LlmJudge without a rubric; write for example @Judge(\"polite.md\") LlmJudge judge",
                "type | it stands before a String; the parameter must be an LlmJudge",
            })
    void wrong_use_is_refused_before_the_first_call(String eval, String message) {
        String second = eval.equals("type") ? "java.lang.String" : LlmJudge.class.getName();

        assertThat(evals.run(WrongUseTestCase.class, eval, Llm.class.getName() + ", " + second)
                        .message())
                .startsWith("@Judge on WrongUseTestCase.%s(): %s".formatted(eval, message));
    }

    static class StarsTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void isHelpful(Llm llm, @Judge(value = "stars.md", uncalibrated = Judge.Uncalibrated.COUNTED) LlmJudge judge) {
            judge.score(Chat.ask(llm, "is it late")).isAtLeast(4);
        }
    }

    @Test
    void a_score_is_asked_for_on_its_scale_and_what_lies_outside_is_no_score() {
        assertThat(recorded(StarsTestCase.class, call -> call == 1 ? "yes" : YES.replace("true", "4"))
                        .verdict())
                .isEqualTo("PASS");
        evals = new Evals(folder.resolve("other"));
        assertThat(recorded(StarsTestCase.class, call -> call == 1 ? "yes" : YES.replace("true", "6"))
                        .outcomes())
                .containsExactly("JUDGE_ERROR");
    }
}
