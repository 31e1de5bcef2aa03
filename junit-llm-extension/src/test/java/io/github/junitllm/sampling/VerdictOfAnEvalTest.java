package io.github.junitllm.sampling;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.ABORTED;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What JUnit shows of an eval, for each way in which its verdict can come out. */
class VerdictOfAnEvalTest {

    static final String TWO = "[{id: late, question: is it late}, {id: early, question: is it early}]";
    static final String ONE = "[{id: late, question: is it late}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    private static void check(GoldenCase golden, Llm llm) {
        assertThatAnswer(Chat.ask(llm, golden.text("question"))).isEqualTo("yes");
    }

    private Evals.Run runOne(Class<?> testClass, String... answers) {
        return evals.recorded(testClass, "saysYes", "late", "is it late", answers)
                .run(testClass);
    }

    private static String[] answers(int yes, int no) {
        return Stream.concat(Collections.nCopies(yes, "yes").stream(), Collections.nCopies(no, "no").stream())
                .toArray(String[]::new);
    }

    static class EverySampleTestCase {
        @LlmEval(samples = 2)
        @Golden(inline = TWO)
        void saysYes(GoldenCase golden, Llm llm) {
            check(golden, llm);
        }
    }

    @Test
    void is_green_when_every_sample_passes_and_the_tree_names_case_and_sample() {
        evals.recorded(EverySampleTestCase.class, "saysYes", "late", "is it late", "yes", "yes");
        evals.recorded(EverySampleTestCase.class, "saysYes", "early", "is it early", "yes", "yes");

        Evals.Run run = evals.run(EverySampleTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.samples())
                .containsExactly(
                        "late > sample 1 SUCCESSFUL",
                        "late > sample 2 SUCCESSFUL",
                        "early > sample 1 SUCCESSFUL",
                        "early > sample 2 SUCCESSFUL");
        assertThat(run.verdictLine().path("verdict").asText()).isEqualTo("PASS");
        assertThat(run.verdictLine().path("evidence").asText()).isEqualTo("4 REPLAYED");
    }

    @Test
    void is_red_by_the_sample_and_by_the_verdict_when_every_sample_must_pass() {
        evals.recorded(EverySampleTestCase.class, "saysYes", "late", "is it late", "yes", "no");
        evals.recorded(EverySampleTestCase.class, "saysYes", "early", "is it early", "yes", "yes");

        Evals.Run run = evals.run(EverySampleTestCase.class);

        assertThat(run.samples()).contains("late > sample 2 FAILED");
        assertThat(run.thrown()).isInstanceOf(AssertionFailedError.class);
        assertThat(evals.plain(run.message())).isEqualTo("""
                        FAIL: pass rate 0.750 (3 of 4), one-sided 95 % bounds 0.249..0.987, every sample must pass; evidence 4 REPLAYED
                          failed 1: late (1 of 2)
                          passed sometimes: late (1 of 2)
                          recorded 2026-11-20
                          again: mvn test -Dtest='VerdictOfAnEvalTest$EverySampleTestCase#saysYes' -Djunit.llm.case=late
                          cassettes: <cassettes>/io.github.junitllm.sampling.VerdictOfAnEvalTest.EverySampleTestCase/saysYes""");
        assertThat(evals.plain(run.sampleMessage()).strip())
                .startsWith("expected: \"yes\"\n but was: \"no\"\n")
                .endsWith(
                        "\n  case late (inline:1), sample 2 of 2; evidence REPLAYED (recorded 2026-11-20T10:00:00Z)"
                                + "\n  again: mvn test -Dtest='VerdictOfAnEvalTest$EverySampleTestCase#saysYes'"
                                + " -Djunit.llm.case=late -Djunit.llm.sample=2"
                                + "\n  cassette: <cassettes>/io.github.junitllm.sampling.VerdictOfAnEvalTest.EverySampleTestCase/saysYes/late.jsonl");
    }

    static class GateTestCase {
        @LlmEval(samples = 3, minPasses = 2)
        @Golden(inline = TWO)
        void saysYes(GoldenCase golden, Llm llm) {
            check(golden, llm);
        }
    }

    @Test
    void k_of_n_holds_per_case_and_says_what_it_lets_through() {
        evals.recorded(GateTestCase.class, "saysYes", "late", "is it late", "yes", "no", "yes");
        evals.recorded(GateTestCase.class, "saysYes", "early", "is it early", "yes", "yes", "yes");

        Evals.Run run = evals.run(GateTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.samples()).contains("late > sample 2 ABORTED");
        assertThat(run.verdictLine().path("text").asText())
                .contains("PASS: pass rate 0.833 (5 of 6)")
                .contains("at least 2 of 3 in every case")
                .contains(
                        "2 of 3 lets a case through in 50 % at 0.50, 78 % at 0.70, 90 % at 0.80, 97 % at 0.90, 99 % at 0.95");
    }

    @Test
    void k_of_n_fails_for_one_weak_case_whatever_the_average_says_and_names_the_case_that_never_passes() {
        evals.recorded(GateTestCase.class, "saysYes", "late", "is it late", "no", "no", "no");
        evals.recorded(GateTestCase.class, "saysYes", "early", "is it early", "yes", "yes", "yes");

        Evals.Run run = evals.run(GateTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).startsWith("FAIL: pass rate 0.500").contains("never passed: late (0 of 3)");
    }

    static class ClaimTestCase {
        @LlmEval(samples = 30, passRate = 0.9)
        @Golden(inline = ONE)
        void saysYes(GoldenCase golden, Llm llm) {
            check(golden, llm);
        }
    }

    @Test
    void a_claim_passes_when_the_lower_bound_reaches_it() {
        Evals.Run run = runOne(ClaimTestCase.class, answers(30, 0));

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictLine().path("lower").asDouble()).isGreaterThan(0.9);
    }

    @Test
    void a_claim_is_undecided_and_red_between_the_bounds_although_most_samples_passed() {
        Evals.Run run = runOne(ClaimTestCase.class, answers(28, 2));

        assertThat(run.thrown()).isInstanceOf(AssertionFailedError.class);
        assertThat(run.samples()).contains("late > sample 29 ABORTED", "late > sample 30 ABORTED");
        assertThat(evals.plain(run.message())).isEqualTo("""
                        INCONCLUSIVE: pass rate 0.933 (28 of 30), one-sided 95 % bounds 0.805..0.988, claim 0.90; evidence 30 REPLAYED
                          failed 2: late (2 of 30)
                          passed sometimes: late (28 of 30)
                          chance to PASS at a true rate: 11 % at 0.93, 21 % at 0.95, 55 % at 0.98
                          for 80 % at 0.95 take 179 samples in all
                          recorded 2026-11-20
                          again: mvn test -Dtest='VerdictOfAnEvalTest$ClaimTestCase#saysYes' -Djunit.llm.case=late
                          cassettes: <cassettes>/io.github.junitllm.sampling.VerdictOfAnEvalTest.ClaimTestCase/saysYes""");
    }

    @Test
    void a_claim_fails_when_the_upper_bound_stays_below_it() {
        Evals.Run run = runOne(ClaimTestCase.class, answers(20, 10));

        assertThat(run.message()).startsWith("FAIL: pass rate 0.667 (20 of 30)");
    }

    static class TolerantTestCase {
        @LlmEval(samples = 30, passRate = 0.9, tolerance = 0.1)
        @Golden(inline = ONE)
        void saysYes(GoldenCase golden, Llm llm) {
            check(golden, llm);
        }
    }

    @Test
    void tolerance_lets_the_same_samples_pass() {
        assertThat(runOne(TolerantTestCase.class, answers(28, 2)).status()).isEqualTo(SUCCESSFUL);
    }

    static class PerCaseTestCase {
        @LlmEval(samples = 10, passRate = 0.7, perCase = true)
        @Golden(inline = TWO)
        void saysYes(GoldenCase golden, Llm llm) {
            check(golden, llm);
        }
    }

    @Test
    void per_case_one_undecided_case_decides() {
        evals.recorded(PerCaseTestCase.class, "saysYes", "late", "is it late", answers(8, 2));
        evals.recorded(PerCaseTestCase.class, "saysYes", "early", "is it early", answers(10, 0));

        Evals.Run run = evals.run(PerCaseTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message())
                .startsWith("INCONCLUSIVE: pass rate 0.900 (18 of 20)")
                .contains("claim 0.70 of every case");
    }

    static class AbortTestCase {
        @LlmEval(samples = 2, passRate = 0.9, inconclusive = Inconclusive.ABORT)
        @Golden(inline = ONE)
        void saysYes(GoldenCase golden, Llm llm) {
            check(golden, llm);
        }
    }

    static class LetPassTestCase {
        @LlmEval(samples = 2, passRate = 0.9, inconclusive = Inconclusive.PASS)
        @Golden(inline = ONE)
        void saysYes(GoldenCase golden, Llm llm) {
            check(golden, llm);
        }
    }

    @Test
    void undecided_may_be_shown_as_aborted() {
        Evals.Run run = runOne(AbortTestCase.class, answers(2, 0));

        assertThat(run.status()).isEqualTo(ABORTED);
        assertThat(run.thrown()).isInstanceOf(TestAbortedException.class);
        assertThat(run.verdictLine().path("verdict").asText()).isEqualTo("INCONCLUSIVE");
    }

    @Test
    void undecided_may_pass_by_name_and_the_verdict_still_says_so() {
        Evals.Run run = runOne(LetPassTestCase.class, answers(2, 0));

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictLine().path("verdict").asText()).isEqualTo("INCONCLUSIVE");
    }

    @Test
    void an_infeasible_plan_runs_in_replay_cannot_pass_and_says_what_would_do() {
        Evals.Run run = runOne(LetPassTestCase.class, answers(2, 0));

        assertThat(run.verdictLine().path("text").asText())
                .contains(
                        "this plan cannot PASS: 2 of 2 would show a rate of 0.2236, the claim needs 0.90; write samples = 29 (29 in all), or more tolerance, or more cases");
    }

    static class ExpectedTestCase {
        @LlmEval(samples = 2)
        @Golden(inline = ONE)
        @ExpectedVerdict(value = Verdict.FAIL, reason = "prompt v2 is not in yet")
        void saysYes(GoldenCase golden, Llm llm) {
            check(golden, llm);
        }
    }

    @Test
    void an_expected_verdict_is_green_and_its_samples_are_not_red() {
        Evals.Run run = runOne(ExpectedTestCase.class, "yes", "no");

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.samples()).containsExactly("late > sample 1 SUCCESSFUL", "late > sample 2 ABORTED");
        assertThat(run.verdictLine().path("verdict").asText()).isEqualTo("FAIL");
        assertThat(run.verdictLine().path("expected_because").asText()).isEqualTo("prompt v2 is not in yet");
    }

    @Test
    void a_test_that_starts_to_pass_against_its_expected_verdict_is_red() {
        Evals.Run run = runOne(ExpectedTestCase.class, "yes", "yes");

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message())
                .startsWith(
                        "expected the verdict FAIL (prompt v2 is not in yet), but it is PASS: pass rate 1.000 (2 of 2)");
    }

    @Test
    void one_error_among_passes_makes_the_verdict_an_error_even_where_a_failure_is_expected() {
        Evals.Run run = runOne(ExpectedTestCase.class, "yes");

        assertThat(run.message())
                .startsWith(
                        "expected the verdict FAIL (prompt v2 is not in yet), but it is ERROR: pass rate 1.000 (1 of 1"
                                + " scored, 2 ran)");
    }
}
