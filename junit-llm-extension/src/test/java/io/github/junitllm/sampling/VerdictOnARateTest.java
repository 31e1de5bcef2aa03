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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The verdict on a claimed rate. The critical counts stand here as numbers, computed apart from our code. */
class VerdictOnARateTest {

    private static final String LATE = "[{id: late, question: is it late}]";
    private static final String THREE =
            "[{id: late, question: is it late}, {id: early, question: is it early}, {id: never, question: is it never}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    static class HalfTestCase {
        @LlmEval(samples = 20, passRate = 0.5)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ParameterizedTest(name = "{0} of 20: {1}")
    @CsvSource({
        "20, PASS, SUCCESSFUL, 0",
        "15, PASS, SUCCESSFUL, 0",
        "14, INCONCLUSIVE, FAILED, 6",
        // with 6 passes and 6 failures neither PASS nor FAIL can be reached
        "6, INCONCLUSIVE, FAILED, 6",
        "5, FAIL, FAILED, 15",
        // after 15 failures the others cannot change a thing
        "0, FAIL, FAILED, 15"
    })
    void the_exact_bounds_decide_at_the_critical_counts(int passed, String verdict, String status, int aborted) {
        evals.answered(HalfTestCase.class, "late", passed, 20 - passed);

        Evals.Run run = evals.run(HalfTestCase.class);

        assertThat(run.verdict()).isEqualTo(verdict);
        assertThat(run.status()).hasToString(status);
        assertThat(run.samplesWith(SUCCESSFUL)).isEqualTo(Math.min(15, passed));
        assertThat(run.samplesWith(ABORTED))
                .as("tolerated failures are visible")
                .isEqualTo(aborted);
    }

    @Test
    void pass_says_rate_interval_samples_method_evidence_and_power() {
        evals.answered(HalfTestCase.class, "late", 15, 5);

        assertThat(evals.run(HalfTestCase.class).verdictText()).isEqualTo("""
                        PASS: pass rate 1.000 (15 of 15; 5 more not needed), one-sided 95 % bounds 0.544..1.000, claim 0.50; evidence \
                        15 REPLAYED
                          not needed: 5 of 20 samples, whose outcomes could not change the verdict; the bounds hold whatever they are
                          chance to PASS at a true rate: 4 % at 0.53, 6 % at 0.55, 9 % at 0.58
                          for 80 % at 0.55 take 620 samples in all
                          recorded 2026-11-20
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.VerdictOnARateTest.HalfTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    @Test
    void fail_says_which_cases_failed_and_how_to_see_it_again() {
        evals.answered(HalfTestCase.class, "late", 5, 15);

        Evals.Run run = evals.run(HalfTestCase.class);

        assertThat(run.thrown()).isInstanceOf(AssertionFailedError.class);
        assertThat(run.message()).isEqualTo("""
                        FAIL: pass rate 0.250 (5 of 20), one-sided 95 % bounds 0.104..0.456, claim 0.50; evidence 20 REPLAYED
                          failed 15: late (15 of 20)
                          passed sometimes: late (5 of 20)
                          chance to PASS at a true rate: 4 % at 0.53, 6 % at 0.55, 9 % at 0.58
                          for 80 % at 0.55 take 620 samples in all
                          recorded 2026-11-20
                          again: mvn test -Dtest='VerdictOnARateTest$HalfTestCase#saysYes' -Djunit.llm.case=late
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.VerdictOnARateTest.HalfTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    @Test
    void inconclusive_says_how_many_samples_would_decide() {
        evals.answered(HalfTestCase.class, "late", 14, 6);

        assertThat(evals.run(HalfTestCase.class).message()).isEqualTo("""
                        INCONCLUSIVE: pass rate 0.700 (14 of 20), one-sided 95 % bounds 0.492..0.860, claim 0.50; evidence 20 REPLAYED
                          failed 6: late (6 of 20)
                          passed sometimes: late (14 of 20)
                          chance to PASS at a true rate: 4 % at 0.53, 6 % at 0.55, 9 % at 0.58
                          for 80 % at 0.55 take 620 samples in all
                          recorded 2026-11-20
                          again: mvn test -Dtest='VerdictOnARateTest$HalfTestCase#saysYes' -Djunit.llm.case=late
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.VerdictOnARateTest.HalfTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    static class SureHalfTestCase {
        @LlmEval(samples = 20, passRate = 0.5, confidence = 0.99)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ParameterizedTest(name = "{0} of 20 at 99 %: {1}")
    @CsvSource({"16, PASS", "15, INCONCLUSIVE", "5, INCONCLUSIVE", "4, FAIL"})
    void more_confidence_asks_for_more(int passed, String verdict) {
        evals.answered(SureHalfTestCase.class, "late", passed, 20 - passed);

        assertThat(evals.run(SureHalfTestCase.class).verdict()).isEqualTo(verdict);
    }

    @Test
    void names_another_confidence_in_the_text() {
        evals.answered(SureHalfTestCase.class, "late", 15, 5);

        assertThat(evals.run(SureHalfTestCase.class).message()).isEqualTo("""
                        INCONCLUSIVE: pass rate 0.750 (15 of 20), one-sided 99 % bounds 0.468..0.931, claim 0.50; evidence 20 REPLAYED
                          failed 5: late (5 of 20)
                          passed sometimes: late (15 of 20)
                          chance to PASS at a true rate: 1 % at 0.53, 2 % at 0.55, 3 % at 0.58
                          for 80 % at 0.55 take 1007 samples in all
                          recorded 2026-11-20
                          again: mvn test -Dtest='VerdictOnARateTest$SureHalfTestCase#saysYes' -Djunit.llm.case=late
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.VerdictOnARateTest.SureHalfTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    static class TolerantTestCase {
        @LlmEval(samples = 60, passRate = 0.9, tolerance = 0.05)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ParameterizedTest(name = "{0} of 60: {1}")
    @CsvSource({"56, PASS", "55, INCONCLUSIVE", "50, INCONCLUSIVE", "49, FAIL"})
    void a_tolerance_lowers_what_must_be_shown_and_not_what_fails(int passed, String verdict) {
        evals.answered(TolerantTestCase.class, "late", passed, 60 - passed);

        assertThat(evals.run(TolerantTestCase.class).verdict()).isEqualTo(verdict);
    }

    @Test
    void a_tolerance_stands_in_the_text() {
        evals.answered(TolerantTestCase.class, "late", 56, 4);

        assertThat(evals.run(TolerantTestCase.class).verdictText()).isEqualTo("""
                        PASS: pass rate 1.000 (56 of 56; 4 more not needed), one-sided 95 % bounds 0.854..1.000, claim 0.90 (tolerance \
                        0.05); evidence 56 REPLAYED
                          not needed: 4 of 60 samples, whose outcomes could not change the verdict; the bounds hold whatever they are
                          chance to PASS at a true rate: 59 % at 0.93, 82 % at 0.95, 99 % at 0.98
                          for 80 % at 0.95 take 59 samples in all
                          recorded 2026-11-20
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.VerdictOnARateTest.TolerantTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    static class EveryCaseTestCase {
        @LlmEval(samples = 10, passRate = 0.5, perCase = true)
        @Golden(inline = VerdictOfAnEvalTest.GOLDENS)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ParameterizedTest(name = "late {0} of 10, early {1} of 10: {2}")
    @CsvSource({
        "9, 9, PASS",
        // 18 of 20 together would PASS
        "10, 8, INCONCLUSIVE",
        "8, 10, INCONCLUSIVE",
        // 11 of 20 together would be INCONCLUSIVE
        "10, 1, FAIL",
        "8, 1, FAIL"
    })
    void a_claim_of_every_case_is_not_carried_by_the_others(int late, int early, String verdict) {
        evals.answered(EveryCaseTestCase.class, "late", late, 10 - late)
                .answered(EveryCaseTestCase.class, "early", early, 10 - early);

        assertThat(evals.run(EveryCaseTestCase.class).verdict()).isEqualTo(verdict);
    }

    @Test
    void a_claim_of_every_case_names_the_cases_that_miss_it() {
        evals.answered(EveryCaseTestCase.class, "late", 8, 2).answered(EveryCaseTestCase.class, "early", 1, 9);

        assertThat(evals.run(EveryCaseTestCase.class).message()).isEqualTo("""
                        FAIL: pass rate 0.450 (9 of 20), one-sided 95 % bounds 0.259..0.653, claim 0.50 of every case; evidence 20 REPLAYED
                          failed 11: late (2 of 10), early (9 of 10)
                          claim refuted for: early (1 of 10)
                          claim not shown for: late (8 of 10)
                          passed sometimes: late (8 of 10), early (1 of 10)
                          all of 10 pass (pass^10) 0.000, at least one does (pass@10) 1.000, mean over cases
                          chance to PASS per case at a true rate: 2 % at 0.53, 2 % at 0.55, 4 % at 0.58
                          for 80 % at 0.55 take 620 samples per case
                          recorded 2026-11-20
                          again: mvn test -Dtest='VerdictOnARateTest$EveryCaseTestCase#saysYes' -Djunit.llm.case=late
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.VerdictOnARateTest.EveryCaseTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    static class ThreeCasesTestCase {
        @LlmEval(samples = 10, passRate = 0.5)
        @Golden(inline = THREE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void a_case_that_never_passes_is_named_although_the_rate_is_shown() {
        evals.answered(ThreeCasesTestCase.class, "late", 10, 0)
                .answered(ThreeCasesTestCase.class, "early", 10, 0)
                .answered(ThreeCasesTestCase.class, "never", 0, 10);

        Evals.Run run = evals.run(ThreeCasesTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictText()).contains("\n  never passed: never (0 of 10)\n");
    }

    static class AbortTestCase {
        @LlmEval(samples = 20, passRate = 0.5, inconclusive = Inconclusive.ABORT)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void inconclusive_aborts_the_container_on_request_with_the_same_text() {
        evals.answered(AbortTestCase.class, "late", 14, 6);

        Evals.Run run = evals.run(AbortTestCase.class);

        assertThat(run.status()).isEqualTo(ABORTED);
        assertThat(run.thrown()).isInstanceOf(TestAbortedException.class);
        assertThat(run.message())
                .startsWith("INCONCLUSIVE: pass rate 0.700 (14 of 20), one-sided 95 % bounds 0.492..0.860, claim 0.50");
        assertThat(run.lines().stream()
                        .filter(line -> line.path("type").asText().equals("verdict")))
                .as("one verdict is written, not two")
                .hasSize(1);
    }

    @ParameterizedTest(name = "{0} of 20: {1}")
    @CsvSource({"15, SUCCESSFUL", "5, FAILED"})
    void only_inconclusive_aborts(int passed, String status) {
        evals.answered(AbortTestCase.class, "late", passed, 20 - passed);

        assertThat(evals.run(AbortTestCase.class).status()).hasToString(status);
    }

    @Test
    void what_would_abort_is_red_rather_than_green_when_samples_run_in_parallel() {
        evals.answered(AbortTestCase.class, "late", 14, 6)
                .setJunit("junit.jupiter.execution.parallel.enabled", "true")
                .setJunit("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .setJunit("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .setJunit("junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

        Evals.Run run = evals.run(AbortTestCase.class);

        assertThat(run.verdict()).isEqualTo("INCONCLUSIVE");
        assertThat(run.status()).isNotEqualTo(SUCCESSFUL);
    }

    static class GreenTestCase {
        @LlmEval(samples = 20, passRate = 0.5, inconclusive = Inconclusive.PASS)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void inconclusive_passes_on_request_and_is_still_called_inconclusive() {
        evals.answered(GreenTestCase.class, "late", 14, 6);

        Evals.Run run = evals.run(GreenTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdict()).isEqualTo("INCONCLUSIVE");
    }

    @Test
    void a_refuted_claim_is_red_whatever_becomes_of_inconclusive_ones() {
        evals.answered(GreenTestCase.class, "late", 5, 15);

        assertThat(evals.run(GreenTestCase.class).status()).isEqualTo(FAILED);
    }
}
