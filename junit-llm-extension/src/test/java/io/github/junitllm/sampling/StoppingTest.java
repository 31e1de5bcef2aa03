package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.assertions.UnsureError;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which samples run and count: those that can still change the verdict, in an order that nobody chooses. */
class StoppingTest {

    private static final String TWO =
            "[{id: late, question: is it late, tags: [attack]}, {id: early, question: is it early, tags: [benign]}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    static class TwoTestCase {
        @LlmEval(samples = 20, passRate = 0.8)
        @Golden(inline = TWO)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void samples_of_a_claim_run_in_rounds_of_all_cases_and_end_where_nothing_can_change() {
        evals.answered(TwoTestCase.class, "late", 20, 0).answered(TwoTestCase.class, "early", 20, 0);

        Evals.Run run = evals.run(TwoTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictLine().path("scored").asInt()).isEqualTo(37);
        assertThat(run.verdictLine().path("not_needed").asInt()).isEqualTo(3);
        assertThat(run.verdictLine().path("unused").isMissingNode())
                .as("takes of samples that were not needed are not unused")
                .isTrue();
        List<String> samples = run.samples();
        for (int round = 1; round <= 18; round++) {
            assertThat(samples.subList(2 * round - 2, 2 * round))
                    .containsExactlyInAnyOrder(
                            "late > sample %d SUCCESSFUL".formatted(round),
                            "early > sample %d SUCCESSFUL".formatted(round));
        }
    }

    static class SequentialTestCase {
        @LlmEval(maxTotalSamples = 100, passRate = 0.9, tolerance = 0.05)
        @Golden(inline = TWO)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void at_most_so_many_samples_stops_where_the_plan_is_crossed() {
        evals.answered(SequentialTestCase.class, "late", 50, 0).answered(SequentialTestCase.class, "early", 50, 0);

        assertThat(evals.run(SequentialTestCase.class).verdictText()).isEqualTo("""
                        PASS: pass rate 1.000 (33 of 33; 67 more not needed), one-sided 95 % bounds 0.913..1.000, claim 0.90 (tolerance \
                        0.05); evidence 33 REPLAYED
                          stopped after 33 of at most 100 samples, where the verdict stood; the bounds allow for that
                          chance to PASS at a true rate: 77 % at 0.93 (72 samples), 95 % at 0.95 (59 samples), 100 % at 0.98 (42 samples)
                          for 80 % at 0.95 take maxTotalSamples = 63
                          recorded 2026-11-20
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.StoppingTest.SequentialTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 4, 16})
    void threads_change_neither_verdict_nor_what_counts(int threads) {
        evals.answered(SequentialTestCase.class, "late", 50, 0)
                .answered(SequentialTestCase.class, "early", 40, 10)
                .setJunit("junit.jupiter.execution.parallel.enabled", "true")
                .setJunit("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .setJunit("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .setJunit("junit.jupiter.execution.parallel.config.fixed.parallelism", String.valueOf(threads));

        JsonNode line = evals.run(SequentialTestCase.class).verdictLine();

        assertThat(line.path("verdict").asText()).isEqualTo("PASS");
        assertThat(line.path("scored").asInt()).isEqualTo(33);
        assertThat(line.path("passed").asInt()).isEqualTo(33);
    }

    static class ClaimsTestCase {
        @LlmEval(samples = 30)
        @Claim(tag = "attack", passRate = 0.9)
        @Claim(tag = "benign", passRate = 0.5)
        @Golden(inline = TWO)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void every_tag_has_a_claim_and_a_verdict_of_its_own() {
        evals.answered(ClaimsTestCase.class, "late", 30, 0).answered(ClaimsTestCase.class, "early", 30, 0);

        Evals.Run run = evals.run(ClaimsTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictText())
                .contains("claim 0.90 of tag attack and claim 0.50 of tag benign")
                .contains("\n  tag attack: PASS, 30 of 30 passed, one-sided 95 % bounds 0.905..1.000, claim 0.90\n")
                .contains("\n  tag benign: PASS, 20 of 20 passed, one-sided 95 % bounds 0.501..1.000, claim 0.50\n");
    }

    @Test
    void a_good_slice_does_not_carry_a_bad_one() {
        evals.answered(ClaimsTestCase.class, "late", 0, 30).answered(ClaimsTestCase.class, "early", 30, 0);

        Evals.Run run = evals.run(ClaimsTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).contains("\n  tag attack: FAIL, 0 of 7 passed");
    }

    static class LikeTheseTestCase {
        @LlmEval(samples = 20, passRate = 0.5, generalise = true)
        @Golden(inline = TWO)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void two_cases_say_little_about_cases_like_them() {
        evals.answered(LikeTheseTestCase.class, "late", 20, 0).answered(LikeTheseTestCase.class, "early", 20, 0);

        assertThat(evals.run(LikeTheseTestCase.class).message()).isEqualTo("""
                        INCONCLUSIVE: pass rate 1.000 (40 of 40), one-sided 95 % bounds 0.224..1.000, claim 0.50 for cases like these; \
                        evidence 40 REPLAYED
                          this plan cannot PASS: 2 of 2 cases would show a rate of 0.2236 at 95 %, the claim needs 0.50; take at least 5 \
                        cases, more tolerance or less confidence
                          5 cases of which all pass are the least that can show it; cases that differ take more
                          recorded 2026-11-20
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.StoppingTest.LikeTheseTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    static class UnsureTestCase {
        @LlmEval(samples = 20, passRate = 0.5)
        @Golden(inline = "[{id: late, question: is it late}]")
        void saysYes(GoldenCase golden, Llm llm) {
            if (!Chat.ask(llm, golden.text("question")).equals("yes")) {
                throw new UnsureError("nobody can say");
            }
        }
    }

    @ParameterizedTest(name = "{0} of 20 sure")
    @ValueSource(ints = {0, 14})
    void unsure_counts_as_wrong_for_pass_and_as_right_for_fail(int sure) {
        evals.answered(UnsureTestCase.class, "late", sure, 20 - sure);

        Evals.Run run = evals.run(UnsureTestCase.class);

        assertThat(run.verdict()).isEqualTo("INCONCLUSIVE");
        assertThat(run.message()).contains(" unsure");
    }

    static class ThreeOfOneTestCase {
        @LlmEval(samples = 3)
        @Golden(inline = "[{id: late, question: is it late}]")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void a_selected_sample_that_fails_gives_no_verdict_although_it_would_decide() {
        evals.answered(ThreeOfOneTestCase.class, "late", 0, 3).set("sample", "1");

        assertThat(evals.run(ThreeOfOneTestCase.class).message())
                .startsWith("NO VERDICT, 1 of 3 samples were selected: pass rate 0.000 (0 of 1)");
    }
}
