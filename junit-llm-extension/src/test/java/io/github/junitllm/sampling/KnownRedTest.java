package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

/** An eval that is red for the time being: it breaks no build, is never silent, and not for ever. */
class KnownRedTest {

    private static final String LATE = "[{id: late, question: is it late}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    /** Any day can be today. */
    static final class On20January2027 implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            context.getRoot()
                    .getStore(RunReport.SHARED)
                    .put(Clock.class, Clock.fixed(Instant.parse("2027-01-20T23:59:59Z"), ZoneOffset.UTC));
        }
    }

    @ExtendWith(On20January2027.class)
    static class LastingTestCase {
        @LlmEval(samples = 2)
        @Golden(inline = LATE)
        @KnownRed(reason = "tiny-1 loses the date", until = "2027-01-31")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ExtendWith(On20January2027.class)
    static class LastDayTestCase {
        @LlmEval(samples = 2)
        @Golden(inline = LATE)
        @KnownRed(reason = "tiny-1 loses the date", until = "2027-01-20")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ExtendWith(On20January2027.class)
    static class OverTestCase {
        @LlmEval(samples = 2)
        @Golden(inline = LATE)
        @KnownRed(reason = "tiny-1 loses the date", until = "2027-01-19")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ExtendWith(On20January2027.class)
    static class FlakyTestCase {
        @LlmEval
        @Golden(inline = LATE)
        @KnownRed(reason = "passes now and then", until = "2027-01-21", flaky = true)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ExtendWith(On20January2027.class)
    static class UndecidedTestCase {
        @LlmEval(samples = 20, passRate = 0.5, inconclusive = Inconclusive.ABORT)
        @Golden(inline = LATE)
        @KnownRed(reason = "too few samples", until = "2027-01-31")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void a_failure_is_green_and_visible_while_it_lasts() {
        evals.answered(LastingTestCase.class, "late", 1, 1);

        Evals.Run run = evals.run(LastingTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.samples()).containsExactly("late > sample 1 SUCCESSFUL", "late > sample 2 ABORTED");
        assertThat(run.verdictText()).isEqualTo("""
                        FAIL: pass rate 0.500 (1 of 2), one-sided 95 % bounds 0.025..0.975, every sample must pass; evidence 2 REPLAYED
                          known red until 2027-01-31, 11 days left: tiny-1 loses the date
                          failed 1: late (1 of 2)
                          passed sometimes: late (1 of 2)
                          recorded 2026-11-20
                          again: mvn test -Dtest='KnownRedTest$LastingTestCase#saysYes' -Djunit.llm.case=late
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.KnownRedTest.LastingTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
        assertThat(run.verdictLine().path("known_red")).hasToString("""
                        {"reason":"tiny-1 loses the date","until":"2027-01-31","flaky":false,"excused":true}""");
        assertThat(run.verdictLine().at("/volatile/known_red_days_left").asInt())
                .isEqualTo(11);
    }

    @Test
    void it_breaks_no_build_under_parallel_execution_either() {
        evals.answered(LastingTestCase.class, "late", 1, 1)
                .setJunit("junit.jupiter.execution.parallel.enabled", "true")
                .setJunit("junit.jupiter.execution.parallel.mode.default", "concurrent");

        assertThat(evals.run(LastingTestCase.class).status()).isEqualTo(SUCCESSFUL);
    }

    @Test
    void the_last_day_counts() {
        evals.answered(LastDayTestCase.class, "late", 1, 1);

        Evals.Run run = evals.run(LastDayTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictText()).contains("\n  known red until 2027-01-20, 0 days left: tiny-1 loses the date\n");
    }

    @Test
    void inconclusive_is_excused_too() {
        evals.answered(UndecidedTestCase.class, "late", 14, 6);

        Evals.Run run = evals.run(UndecidedTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdict()).isEqualTo("INCONCLUSIVE");
    }

    @Test
    void it_is_red_when_it_starts_to_pass() {
        evals.answered(LastingTestCase.class, "late", 2, 0);

        Evals.Run run = evals.run(LastingTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).startsWith("""
                        starts to pass: remove @KnownRed (tiny-1 loses the date); PASS: pass rate 1.000 (2 of 2), one-sided \
                        95 % bounds 0.224..1.000, every sample must pass; evidence 2 REPLAYED
                          known red until 2027-01-31, 11 days left: tiny-1 loses the date
                        """);
    }

    @Test
    void it_is_red_when_the_last_day_is_over() {
        evals.answered(OverTestCase.class, "late", 1, 1);

        Evals.Run run = evals.run(OverTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.samples()).contains("late > sample 2 FAILED");
        assertThat(run.message()).startsWith("""
                        @KnownRed is over since 2027-01-19 (tiny-1 loses the date): repair the eval, or remove it; FAIL: pass rate \
                        0.500 (1 of 2), one-sided 95 % bounds 0.025..0.975, every sample must pass; evidence 2 REPLAYED
                          known red until 2027-01-19, over for 1 day: tiny-1 loses the date
                        """);
    }

    @Test
    void an_error_is_never_excused() {
        Evals.Run run = evals.run(LastingTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).startsWith("ERROR: no sample of 2 was scored");
        assertThat(run.samplesWith(FAILED)).isEqualTo(2);
    }

    @Test
    void a_flaky_one_may_pass() {
        evals.answered(FlakyTestCase.class, "late", 1, 0);

        Evals.Run run = evals.run(FlakyTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictText())
                .contains("\n  known red (flaky) until 2027-01-21, 1 day left: passes now and then\n");
    }

    @ExtendWith(On20January2027.class)
    static class NoDayTestCase {
        @LlmEval
        @Golden(inline = LATE)
        @KnownRed(reason = "flaky", until = "2027-02-30")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ExtendWith(On20January2027.class)
    static class NoReasonTestCase {
        @LlmEval
        @Golden(inline = LATE)
        @KnownRed(reason = " ", until = "2027-01-31")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ExtendWith(On20January2027.class)
    static class FarTestCase {
        @LlmEval
        @Golden(inline = LATE)
        @KnownRed(reason = "flaky", until = "2028-01-21")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ExtendWith(On20January2027.class)
    static class BothTestCase {
        @LlmEval
        @Golden(inline = LATE)
        @KnownRed(reason = "flaky", until = "2027-01-31")
        @ExpectedVerdict(value = Verdict.FAIL, reason = "it is so")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void wrong_use_is_an_error_before_the_first_call() {
        assertThat(evals.run(NoDayTestCase.class).message()).isEqualTo("""
                        @KnownRed on NoDayTestCase.saysYes(): until = "2027-02-30" is no day; write year, month and day, for example \
                        until = "2027-01-31\"""");
        assertThat(evals.run(NoReasonTestCase.class).message()).isEqualTo("""
                        @KnownRed on NoReasonTestCase.saysYes(): the reason is blank; write why the eval is red, for example reason = \
                        "model-2 loses the date, ticket 12\"""");
        assertThat(evals.run(FarTestCase.class).message()).isEqualTo("""
                        @KnownRed on FarTestCase.saysYes(): until = "2028-01-21" is more than a year ahead; write a day up to \
                        2028-01-20, and look at the eval again then""");
        assertThat(evals.run(BothTestCase.class).message()).isEqualTo("""
                        @KnownRed on BothTestCase.saysYes(): @ExpectedVerdict stands beside it: a verdict that is meant to stay, or one \
                        that is red for the time being; write one of them""");
    }
}
