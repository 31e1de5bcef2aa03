package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An eval that runs again in the same JVM, as Surefire runs again what was red. */
class AttemptsTest {

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    static class ClaimTestCase {
        @LlmEval(samples = 20, passRate = 0.8, stopEarly = false)
        @Golden(inline = "[{id: a, question: is it a}]")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    static class EveryTestCase {
        @LlmEval
        @Golden(inline = "[{id: a, question: is it a}, {id: b, question: is it b}]")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    private static List<String> attempts(Evals.Run run) {
        return run.verdictText()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("attempt "))
                .toList();
    }

    @Test
    void a_claim_passes_no_better_than_all_attempts_together() {
        // 12 of 20, then 20 of 20.
        try (Provider provider = new Provider(call -> call <= 8 ? "no" : "yes")) {
            provider.serve(evals).set("mode", "live");
            Evals.Run first = evals.run(ClaimTestCase.class);
            Evals.Run second = evals.run(ClaimTestCase.class);

            assertThat(first.verdict()).isEqualTo("FAIL");
            assertThat(attempts(first)).isEmpty();
            assertThat(first.verdictLine().path("attempts").isMissingNode()).isTrue();
            assertThat(second.status()).isEqualTo(FAILED);
            assertThat(second.verdict()).isEqualTo("INCONCLUSIVE");
            assertThat(attempts(second))
                    .containsExactly("attempt 2; earlier: FAIL 12 of 20; pooled 32 of 40; this attempt alone: PASS");
            JsonNode line = second.verdictLine().path("attempts");
            assertThat(line.toString())
                    .isEqualTo(
                            "{\"number\":2,\"earlier\":[{\"passed\":12,\"scored\":20,\"verdict\":\"FAIL\"}],\"pooled\":{\"passed\":32,\"scored\":40},\"alone\":\"PASS\"}");
        }
    }

    @Test
    void a_claim_that_all_attempts_together_show_is_green_and_says_so() {
        // 17 of 20, twice 20 of 20: 57 of 60 show 0.8.
        try (Provider provider = new Provider(call -> call <= 3 ? "no" : "yes")) {
            provider.serve(evals).set("mode", "live");
            evals.run(ClaimTestCase.class);
            evals.run(ClaimTestCase.class);
            Evals.Run third = evals.run(ClaimTestCase.class);

            assertThat(third.status()).isEqualTo(SUCCESSFUL);
            assertThat(attempts(third))
                    .containsExactly("attempt 3; earlier: INCONCLUSIVE 17 of 20, PASS 20 of 20; pooled 57 of 60");
        }
    }

    @Test
    void where_every_sample_must_pass_no_attempt_makes_up_for_one_that_failed() {
        try (Provider provider = new Provider(call -> call == 1 ? "no" : "yes")) {
            provider.serve(evals).set("mode", "rerecord");
            evals.run(EveryTestCase.class);
            Evals.Run second = evals.run(EveryTestCase.class);

            assertThat(second.samplesWith(SUCCESSFUL)).isEqualTo(2);
            assertThat(second.status()).isEqualTo(FAILED);
            assertThat(second.message())
                    .startsWith("FAIL: pass rate 1.000 (2 of 2)")
                    .contains("\n  attempt 2; earlier: FAIL 1 of 2; pooled 3 of 4; this attempt alone: PASS\n");
        }
    }

    @Test
    void a_replay_of_the_same_recordings_is_no_attempt() {
        try (Provider provider = new Provider(call -> call == 1 ? "no" : "yes")) {
            provider.serve(evals).set("mode", "record");
            evals.run(EveryTestCase.class);
            Evals.Run again = evals.run(EveryTestCase.class);
            Evals.Run replay = evals.set("mode", "replay").run(EveryTestCase.class);

            assertThat(provider.calls()).isEqualTo(2);
            assertThat(attempts(again)).isEmpty();
            assertThat(attempts(replay)).isEmpty();
            assertThat(replay.verdict()).isEqualTo("FAIL");
        }
    }

    @Test
    void an_attempt_that_records_what_was_missing_counts_what_it_called() {
        // The second case has no answer at first.
        try (Provider provider = new Provider(call -> call == 2 ? "HTTP 503" : "yes")) {
            provider.serve(evals).set("mode", "record").set("retries", "0");
            assertThat(evals.run(EveryTestCase.class).verdict()).isEqualTo("ERROR");
            Evals.Run again = evals.run(EveryTestCase.class);

            assertThat(again.status()).isEqualTo(SUCCESSFUL);
            assertThat(attempts(again)).containsExactly("attempt 2; earlier: ERROR 1 of 1; pooled 2 of 2");
        }
    }

    @Test
    void after_five_rerecords_the_takes_that_gave_way_are_named_and_in_the_result_line() {
        try (Provider provider = new Provider(call -> call <= 10 ? "no" : "yes")) {
            provider.serve(evals).set("mode", "record").run(EveryTestCase.class);
            for (int i = 1; i <= 5; i++) {
                evals.set("mode", "rerecord").run(EveryTestCase.class);
            }
        }
        Evals.Run replay = evals.set("mode", "replay").run(EveryTestCase.class);

        assertThat(replay.status()).isEqualTo(SUCCESSFUL);
        assertThat(replay.verdictText())
                .contains(
                        "rerecorded: 10 earlier takes of the same requests gave way, 0 of them from samples that passed");
        assertThat(replay.verdictLine().path("rerecorded").toString())
                .isEqualTo("{\"takes\":10,\"passed\":0,\"unknown\":0}");
    }
}
