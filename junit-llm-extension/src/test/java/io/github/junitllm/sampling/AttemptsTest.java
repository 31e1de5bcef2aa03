package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody repeats a paid run until it is green, and nobody sees that it was repeated. */
class AttemptsTest {

    private static final String LATE = "[{id: late, question: is it late}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    static class EveryTestCase {
        @LlmEval(samples = 2)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    static class RateTestCase {
        @LlmEval(samples = 30, passRate = 0.9)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    private Evals.Run second(Class<?> eval, String mode, IntFunction<String> script) {
        try (Provider provider = new Provider(script)) {
            provider.serve(evals).set("mode", mode).run(eval);
            return evals.run(eval);
        }
    }

    @Test
    void a_pass_after_a_failure_stays_a_failure_where_every_sample_must_pass() {
        Evals.Run run = second(EveryTestCase.class, "live", call -> call == 2 ? "no" : "yes");

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).startsWith("""
                        FAIL: pass rate 1.000 (2 of 2), one-sided 95 % bounds 0.224..1.000, every sample must pass; evidence 2 SIMULATED
                          attempt 2; earlier: FAIL 1 of 2; pooled 3 of 4; this attempt alone would be PASS, but a verdict is no better \
                        than over all attempts
                        """);
        assertThat(run.verdictLine().path("attempt").asInt()).isEqualTo(2);
        assertThat(run.verdictLine().path("earlier_attempts")).hasToString("""
                        [{"verdict":"FAIL","passed":1,"scored":2}]""");
        assertThat(run.verdictLine().path("pooled")).hasToString("""
                        {"passed":3,"scored":4}""");
        assertThat(run.verdictLine().path("verdict_alone").asText()).isEqualTo("PASS");
    }

    @Test
    void a_claim_is_no_better_than_over_all_attempts() {
        Evals.Run run = second(RateTestCase.class, "live", call -> call <= 6 ? "no" : "yes");

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).startsWith("""
                        INCONCLUSIVE: pass rate 1.000 (30 of 30), one-sided 95 % bounds 0.905..1.000, claim 0.90; evidence 30 SIMULATED
                          attempt 2; earlier: INCONCLUSIVE 24 of 30; pooled 54 of 60; this attempt alone would be PASS, but a verdict \
                        is no better than over all attempts
                        """);
    }

    @Test
    void passes_of_all_attempts_stay_a_pass_and_are_named() {
        Evals.Run run = second(RateTestCase.class, "live", call -> "yes");

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictText()).contains("\n  attempt 2; earlier: PASS 30 of 30; pooled 60 of 60\n");
    }

    @Test
    void recording_again_is_a_further_attempt() {
        Evals.Run run = second(EveryTestCase.class, "rerecord", call -> call == 1 ? "no" : "yes");

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.verdictText()).contains("\n  attempt 2; earlier: FAIL ");
        assertThat(run.verdictLine().at("/rerecorded/takes").asInt()).isPositive();
    }

    @Test
    void recording_again_until_it_is_green_does_not_make_it_green() {
        // Five runs of 30 samples at a true rate of 0.8: the last one alone would show 0.90.
        try (Provider provider = new Provider(call -> call <= 120 && call % 5 == 0 ? "no" : "yes")) {
            Evals evals = provider.serve(new Evals(folder)).set("mode", "record");
            evals.run(RateTestCase.class);
            evals.set("mode", "rerecord");
            for (int again = 1; again <= 4; again++) {
                evals.run(RateTestCase.class);
            }
            Evals.Run last = evals.run(RateTestCase.class);

            assertThat(last.status()).isEqualTo(FAILED);
            assertThat(last.verdictText())
                    .contains("attempt 5; earlier: ")
                    .contains("this attempt alone would be PASS, but a verdict is no better than over all attempts")
                    .contains("rerecorded: 144 earlier takes of the same requests gave way");
            assertThat(last.verdictLine().path("earlier_attempts")).hasSize(4);

            Evals.Run replayed = evals.set("mode", "replay").run(RateTestCase.class);

            assertThat(replayed.verdictText()).contains("rerecorded: 144 earlier takes of the same requests gave way");
        }
    }

    @Test
    void a_replay_of_the_same_recordings_is_none() {
        evals.answered(EveryTestCase.class, "late", 2, 0);
        evals.run(EveryTestCase.class);

        Evals.Run run = evals.run(EveryTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictLine().has("attempt")).isFalse();
    }

    @Test
    void a_selection_of_samples_is_none() {
        try (Provider provider = new Provider(call -> "yes")) {
            provider.serve(evals).set("mode", "live").set("sample", "1").run(EveryTestCase.class);
        }
        try (Provider provider = new Provider(call -> "yes")) {
            Evals.Run run =
                    provider.serve(new Evals(folder)).set("mode", "live").run(EveryTestCase.class);

            assertThat(run.status()).isEqualTo(SUCCESSFUL);
            assertThat(run.verdictLine().has("attempt")).isFalse();
        }
    }

    static class ComparedTestCase {
        static final String CASES =
                "[{id: c1, question: is it c1}, {id: c2, question: is it c2}, {id: c3, question: is it c3}, {id: c4, question: is it c4}, {id: c5, question: is it c5}, {id: c6, question: is it c6}, "
                        + "{id: c7, question: is it c7}, {id: c8, question: is it c8}, {id: c9, question: is it c9}, {id: c10, question: is it c10}, {id: c11, question: is it c11}, {id: c12, question: is it c12}]";

        @LlmEval(noWorseThan = "main", margin = 0.6)
        @Golden(inline = CASES)
        void eval(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void a_comparison_is_no_better_than_the_worst_before_it() {
        Evals evals =
                new Evals(folder).set("baselines", folder.resolve("baselines").toString());
        // Twelve for the baseline, then a run in which nothing passes, then one in which all do.
        try (Provider provider = new Provider(call -> call > 12 && call <= 24 ? "no" : "yes")) {
            provider.serve(evals).set("mode", "live").set("baseline", "update").run(ComparedTestCase.class);
            evals.set("baseline", "compare");

            assertThat(evals.run(ComparedTestCase.class).verdict()).isEqualTo("FAIL");
            Evals.Run second = evals.run(ComparedTestCase.class);

            assertThat(second.message())
                    .startsWith("FAIL: pass rate 1.000 (12 of 12)")
                    .contains(
                            "attempt 2; earlier: FAIL 0 of 12; pooled 12 of 24; this attempt alone would be PASS, but a verdict is no better than over all attempts");
        }
    }

    static class VariantsTestCase {
        static String expectedOfSmall = "yes";

        @LlmEval(samples = 2, passRate = 0.05)
        @Golden(inline = "[{id: a}, {id: b}, {id: c}, {id: d}, {id: e}, {id: f}]")
        @Variants(
                value = {"large", "small"},
                margin = 0.9)
        void saysYes(GoldenCase golden, Llm llm, Variant variant) {
            assertThat(Chat.ask(llm, "is it " + golden.id()))
                    .isEqualTo(variant.isReference() ? "yes" : expectedOfSmall);
        }
    }

    @Test
    void a_comparison_beside_a_claim_is_no_better_than_the_worst_before_it() {
        Evals evals = new Evals(folder);
        try (Provider provider = new Provider(call -> "yes")) {
            provider.serve(evals).set("mode", "live");
            VariantsTestCase.expectedOfSmall = "no";
            assertThat(evals.run(VariantsTestCase.class).verdict()).isEqualTo("FAIL");
            VariantsTestCase.expectedOfSmall = "yes";

            Evals.Run second = evals.run(VariantsTestCase.class);

            assertThat(second.verdictText())
                    .contains("variant small: PASS")
                    .contains("this attempt alone would be PASS");
            assertThat(second.verdict()).isEqualTo("FAIL");
        }
    }
}
