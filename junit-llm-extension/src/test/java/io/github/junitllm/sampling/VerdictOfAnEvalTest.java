package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.ABORTED;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** What JUnit shows of an eval whose samples must all pass, or k of n of each case. */
class VerdictOfAnEvalTest {

    static final String GOLDENS = "[{id: late, question: is it late}, {id: early, question: is it early}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    static class EverySampleTestCase {
        @LlmEval(samples = 2)
        @Golden(inline = GOLDENS)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void is_green_when_every_sample_passes_and_the_tree_names_case_and_sample() {
        evals.answered(EverySampleTestCase.class, "late", 2, 0).answered(EverySampleTestCase.class, "early", 2, 0);

        Evals.Run run = evals.run(EverySampleTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.samples())
                .containsExactly(
                        "late > sample 1 SUCCESSFUL",
                        "late > sample 2 SUCCESSFUL",
                        "early > sample 1 SUCCESSFUL",
                        "early > sample 2 SUCCESSFUL");
        assertThat(run.verdict()).isEqualTo("PASS");
        assertThat(run.verdictText()).isEqualTo("""
                        PASS: pass rate 1.000 (4 of 4), one-sided 95 % bounds 0.473..1.000, every sample must pass; evidence 4 REPLAYED
                          recorded 2026-11-20
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.VerdictOfAnEvalTest.EverySampleTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    @Test
    void is_red_by_the_sample_and_by_the_verdict_when_every_sample_must_pass() {
        evals.answered(EverySampleTestCase.class, "late", 1, 1).answered(EverySampleTestCase.class, "early", 2, 0);

        Evals.Run run = evals.run(EverySampleTestCase.class);

        assertThat(run.samples())
                .containsExactly(
                        "late > sample 1 SUCCESSFUL",
                        "late > sample 2 FAILED",
                        "early > sample 1 SUCCESSFUL",
                        "early > sample 2 SUCCESSFUL");
        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.thrown()).isInstanceOf(AssertionFailedError.class);
        assertThat(run.message()).isEqualTo("""
                        FAIL: pass rate 0.750 (3 of 4), one-sided 95 % bounds 0.249..0.987, every sample must pass; evidence 4 REPLAYED
                          failed 1: late (1 of 2)
                          passed sometimes: late (1 of 2)
                          all of 2 pass (pass^2) 0.500, at least one does (pass@2) 1.000, mean over cases
                          recorded 2026-11-20
                          again: mvn test -Dtest='VerdictOfAnEvalTest$EverySampleTestCase#saysYes' -Djunit.llm.case=late
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.VerdictOfAnEvalTest.EverySampleTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
        assertThat(run.verdict()).isEqualTo("FAIL");
    }

    @Test
    void shows_what_a_failed_sample_expected_and_found_and_how_to_see_it_again() {
        evals.answered(EverySampleTestCase.class, "late", 1, 1).answered(EverySampleTestCase.class, "early", 2, 0);

        Evals.Run run = evals.run(EverySampleTestCase.class);

        assertThat(run.sampleMessage()).isEqualTo("""
                        expected: "yes"
                         but was: "no"
                          case late (inline:1), sample 2 of 2; evidence REPLAYED (recorded 2026-11-20T10:00:00Z)
                          again: mvn test -Dtest='VerdictOfAnEvalTest$EverySampleTestCase#saysYes' -Djunit.llm.case=late \
                        -Djunit.llm.sample=2
                          cassette: FOLDER/cassettes/io.github.junitllm.sampling.VerdictOfAnEvalTest.EverySampleTestCase/saysYes/late.jsonl""");
        AssertionFailedError failure = (AssertionFailedError) run.sampleThrown().orElseThrow();
        assertThat(failure.getExpected().getValue()).isEqualTo("\"yes\"");
        assertThat(failure.getActual().getValue()).isEqualTo("\"no\"");
        assertThat(failure.getStackTrace())
                .as("an IDE jumps to the line of the assertion")
                .anySatisfy(frame -> assertThat(frame.getClassName()).isEqualTo(Chat.class.getName()));
    }

    static class OnceTestCase {
        @LlmEval
        @Golden(inline = GOLDENS)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void asks_every_case_once_when_nothing_is_claimed_and_names_cases_without_counts() {
        evals.answered(OnceTestCase.class, "late", 0, 1).answered(OnceTestCase.class, "early", 1, 0);

        Evals.Run run = evals.run(OnceTestCase.class);

        assertThat(run.samples()).containsExactly("late FAILED", "early SUCCESSFUL");
        assertThat(run.message()).isEqualTo("""
                        FAIL: pass rate 0.500 (1 of 2), one-sided 95 % bounds 0.025..0.975, every sample must pass; evidence 2 REPLAYED
                          failed 1: late
                          recorded 2026-11-20
                          again: mvn test -Dtest='VerdictOfAnEvalTest$OnceTestCase#saysYes' -Djunit.llm.case=late
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.VerdictOfAnEvalTest.OnceTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    static class FourOfFiveTestCase {
        @LlmEval(samples = 5, minPasses = 4, stopEarly = false)
        @Golden(inline = GOLDENS)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void shows_a_tolerated_failure_as_aborted_and_lets_the_container_decide() {
        evals.answered(FourOfFiveTestCase.class, "late", 4, 1).answered(FourOfFiveTestCase.class, "early", 5, 0);

        Evals.Run run = evals.run(FourOfFiveTestCase.class);

        assertThat(run.samples()).contains("late > sample 5 ABORTED");
        assertThat(run.samplesWith(SUCCESSFUL)).isEqualTo(9);
        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictText()).isEqualTo("""
                        PASS: pass rate 0.900 (9 of 10), one-sided 95 % bounds 0.606..0.995, at least 4 of 5 in every case; evidence 10 \
                        REPLAYED
                          failed 1: late (1 of 5)
                          passed sometimes: late (4 of 5)
                          all of 5 pass (pass^5) 0.500, at least one does (pass@5) 1.000, mean over cases
                          4 of 5 lets a case through in 19 % at 0.50, 53 % at 0.70, 74 % at 0.80, 92 % at 0.90, 98 % at 0.95, 100 % at \
                        0.99 (true rate of the case)
                          recorded 2026-11-20
                          again: mvn test -Dtest='VerdictOfAnEvalTest$FourOfFiveTestCase#saysYes' -Djunit.llm.case=late
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.VerdictOfAnEvalTest.FourOfFiveTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    @Test
    void is_red_when_one_case_is_below_its_gate_however_well_the_others_do() {
        evals.answered(FourOfFiveTestCase.class, "late", 3, 2).answered(FourOfFiveTestCase.class, "early", 5, 0);

        Evals.Run run = evals.run(FourOfFiveTestCase.class);

        assertThat(run.samplesWith(FAILED)).isZero();
        assertThat(run.samplesWith(ABORTED)).isEqualTo(2);
        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).isEqualTo("""
                        FAIL: pass rate 0.800 (8 of 10), one-sided 95 % bounds 0.493..0.963, at least 4 of 5 in every case; evidence 10 \
                        REPLAYED
                          failed 2: late (2 of 5)
                          below 4 of 5: late (3 of 5)
                          passed sometimes: late (3 of 5)
                          all of 5 pass (pass^5) 0.500, at least one does (pass@5) 1.000, mean over cases
                          4 of 5 lets a case through in 19 % at 0.50, 53 % at 0.70, 74 % at 0.80, 92 % at 0.90, 98 % at 0.95, 100 % at \
                        0.99 (true rate of the case)
                          recorded 2026-11-20
                          again: mvn test -Dtest='VerdictOfAnEvalTest$FourOfFiveTestCase#saysYes' -Djunit.llm.case=late
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.VerdictOfAnEvalTest.FourOfFiveTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    @Test
    void names_a_case_that_never_passes() {
        evals.answered(FourOfFiveTestCase.class, "late", 0, 5).answered(FourOfFiveTestCase.class, "early", 5, 0);

        assertThat(evals.run(FourOfFiveTestCase.class).message()).contains("\n  never passed: late (0 of 5)\n");
    }
}
