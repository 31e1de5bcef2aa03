package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** A verdict known in advance: green when it comes, red when any other one does. */
class ExpectedVerdictTest {

    private static final String LATE = "[{id: late, question: is it late}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    static class FailTestCase {
        @LlmEval(samples = 2)
        @Golden(inline = LATE)
        @ExpectedVerdict(value = Verdict.FAIL, reason = "the old prompt forgets the time")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void the_expected_verdict_is_green_and_said_to_be_expected() {
        evals.answered(FailTestCase.class, "late", 1, 1);

        Evals.Run run = evals.run(FailTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.samples())
                .as("the failed sample is visible and not fatal")
                .containsExactly("late > sample 1 SUCCESSFUL", "late > sample 2 ABORTED");
        assertThat(run.verdictLine().path("verdict").asText()).isEqualTo("FAIL");
        assertThat(run.verdictLine().path("expected").asText()).isEqualTo("FAIL");
        assertThat(run.verdictLine().path("expected_because").asText()).isEqualTo("the old prompt forgets the time");
    }

    @Test
    void pass_is_red_where_another_verdict_is_expected() {
        evals.answered(FailTestCase.class, "late", 2, 0);

        Evals.Run run = evals.run(FailTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.thrown()).isInstanceOf(AssertionFailedError.class);
        assertThat(run.message()).isEqualTo("""
                        expected the verdict FAIL (the old prompt forgets the time), but it is PASS: pass rate 1.000 (2 of 2), \
                        one-sided 95 % bounds 0.224..1.000, every sample must pass; evidence 2 REPLAYED
                          recorded 2026-11-20
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.ExpectedVerdictTest.FailTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    @Test
    void an_error_is_red_where_a_failure_is_expected() {
        Evals.Run run = evals.run(FailTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.samplesWith(FAILED)).isEqualTo(2);
        assertThat(run.message()).isEqualTo("""
                        expected the verdict FAIL (the old prompt forgets the time), but it is ERROR: no sample of 2 was scored, every \
                        sample must pass; evidence none
                          RECORDING_MISSING 2: late (2 of 2)
                          first: RECORDING_MISSING: no recording for POST openai /v1/chat/completions (sample 1, call 1 of it); \
                        nothing is recorded for this case yet
                          record: mvn test -Dtest='ExpectedVerdictTest$FailTestCase#saysYes' -Djunit.llm.mode=record
                          that calls openai (tiny-1) at least 2 times, with 140 bytes of requests; what it costs depends on the \
                        provider's prices
                          again: mvn test -Dtest='ExpectedVerdictTest$FailTestCase#saysYes' -Djunit.llm.case=late
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.ExpectedVerdictTest.FailTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    static class InconclusiveTestCase {
        @LlmEval(samples = 20, passRate = 0.5, inconclusive = Inconclusive.ABORT)
        @Golden(inline = LATE)
        @ExpectedVerdict(value = Verdict.INCONCLUSIVE, reason = "too few samples by intention")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void inconclusive_can_be_expected() {
        evals.answered(InconclusiveTestCase.class, "late", 14, 6);

        assertThat(evals.run(InconclusiveTestCase.class).status()).isEqualTo(SUCCESSFUL);
    }

    @Test
    void fail_is_red_where_inconclusive_is_expected() {
        evals.answered(InconclusiveTestCase.class, "late", 5, 15);

        Evals.Run run = evals.run(InconclusiveTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message())
                .startsWith(
                        "expected the verdict INCONCLUSIVE (too few samples by intention), but it is FAIL: pass rate 0.250 (5 of 20)");
    }

    static class ErrorTestCase {
        @LlmEval
        @Golden(inline = LATE)
        @ExpectedVerdict(value = Verdict.ERROR, reason = "nothing is recorded yet")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void an_error_can_be_expected_and_its_samples_are_visible_as_aborted() {
        Evals.Run run = evals.run(ErrorTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.samples()).containsExactly("late ABORTED");
        assertThat(run.outcomes()).containsExactly("RECORDING_MISSING");
    }

    @Test
    void a_wrong_answer_is_red_where_an_error_is_expected() {
        evals.answered(ErrorTestCase.class, "late", 0, 1);

        assertThat(evals.run(ErrorTestCase.class).message())
                .startsWith("expected the verdict ERROR (nothing is recorded yet), but it is FAIL: pass rate 0.000");
    }

    @Test
    void a_selection_of_samples_meets_no_expectation() {
        evals.answered(FailTestCase.class, "late", 1, 1).set("sample", "2");

        Evals.Run run = evals.run(FailTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.samples()).containsExactly("late > sample 2 FAILED");
    }

    static class PassExpectedTestCase {
        @LlmEval
        @Golden(inline = LATE)
        @ExpectedVerdict(value = Verdict.PASS, reason = "it is good")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    static class NoneExpectedTestCase {
        @LlmEval
        @Golden(inline = LATE)
        @ExpectedVerdict(value = Verdict.NONE, reason = "it is not there")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    static class NoReasonTestCase {
        @LlmEval
        @Golden(inline = LATE)
        @ExpectedVerdict(value = Verdict.FAIL, reason = " ")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void pass_cannot_be_expected() {
        Evals.Run run = evals.run(PassExpectedTestCase.class);

        assertThat(run.thrown()).isInstanceOf(ExtensionConfigurationException.class);
        assertThat(run.message()).isEqualTo("""
                        @ExpectedVerdict on PassExpectedTestCase.saysYes(): value = PASS, allowed are FAIL, INCONCLUSIVE and ERROR; \
                        leave the annotation out when the eval passes""");
    }

    @Test
    void no_verdict_cannot_be_expected() {
        assertThat(evals.run(NoneExpectedTestCase.class).message()).isEqualTo("""
                        @ExpectedVerdict on NoneExpectedTestCase.saysYes(): value = NONE, allowed are FAIL, INCONCLUSIVE and ERROR; \
                        leave the annotation out when the eval passes""");
    }

    @Test
    void a_reason_must_be_given() {
        assertThat(evals.run(NoReasonTestCase.class).message()).isEqualTo("""
                        @ExpectedVerdict on NoReasonTestCase.saysYes(): the reason is blank; write why the verdict is expected, for \
                        example reason = "prompt v2 is not in yet\"""");
    }
}
