package io.github.junitllm.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;

import com.sun.net.httpserver.HttpServer;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan whose samples cannot reach its claim: free to look at in replay, refused where calls cost money. */
class InfeasiblePlanTest {

    private static final String LATE = "[{id: late, question: is it late}]";

    @TempDir
    Path folder;

    private Evals evals;
    private HttpServer trap;
    private final AtomicInteger trapped = new AtomicInteger();

    @BeforeEach
    void newEngineAndTrap() throws IOException {
        evals = new Evals(folder);
        trap = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trap.createContext("/", exchange -> {
            trapped.incrementAndGet();
            byte[] body = Chat.responseBody("yes", "stop").getBytes(UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        trap.start();
        evals.set("upstream.openai", "http://127.0.0.1:" + trap.getAddress().getPort() + "/v1")
                .set("upstream.openai.simulated", "true");
    }

    @AfterEach
    void stopTrap() {
        trap.stop(0);
    }

    static class TwentyTestCase {
        @LlmEval(samples = 20, passRate = 0.9)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    static class EnoughTestCase {
        @LlmEval(samples = 29, passRate = 0.9)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void in_replay_it_runs_and_cannot_pass_and_says_what_would_do() {
        evals.answered(TwentyTestCase.class, "late", 20, 0);

        Evals.Run run = evals.run(TwentyTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).isEqualTo("""
                        INCONCLUSIVE: pass rate 1.000 (16 of 16; 4 more not needed), one-sided 95 % bounds 0.599..1.000, claim 0.90; evidence \
                        16 REPLAYED
                          not needed: 4 of 20 samples, whose outcomes could not change the verdict; the bounds hold whatever they are
                          this plan cannot PASS: 20 of 20 would show a rate of 0.8609 at 95 %, the claim needs 0.90; write samples = 29 \
                        (29 in all), or take more cases, more tolerance or less confidence
                          chance to PASS at a true rate: 0 % at 0.93, 0 % at 0.95, 0 % at 0.98
                          for 80 % at 0.95 take 179 samples in all
                          recorded 2026-11-20
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.InfeasiblePlanTest.TwentyTestCase/saysYes
                          results: FOLDER/results/RESULTS.jsonl""");
    }

    @Test
    void in_replay_it_can_fail() {
        evals.answered(TwentyTestCase.class, "late", 10, 10);

        assertThat(evals.run(TwentyTestCase.class).verdict()).isEqualTo("FAIL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "live"})
    void it_is_refused_before_the_first_call_that_costs_money(String mode) {
        Evals.Run run = evals.set("mode", mode).run(TwentyTestCase.class);

        assertThat(trapped).hasValue(0);
        assertThat(run.thrown()).isInstanceOf(ExtensionConfigurationException.class);
        assertThat(run.message()).isEqualTo("""
                        @LlmEval on TwentyTestCase.saysYes(): refused before the first call: this plan cannot PASS: 20 of 20 would show \
                        a rate of 0.8609 at 95 %, the claim needs 0.90; write samples = 29 (29 in all), or take more cases, more \
                        tolerance or less confidence""");
        assertThat(run.samples()).isEmpty();
        assertThat(evals.cassettes).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "live"})
    void one_that_can_just_reach_its_claim_is_let_through(String mode) {
        Evals.Run run = evals.set("mode", mode).run(EnoughTestCase.class);

        assertThat(run.verdict()).isEqualTo("PASS");
        assertThat(trapped).hasValue(29);
    }

    static class PerCaseTestCase {
        @LlmEval(samples = 20, passRate = 0.9, perCase = true)
        @Golden(inline = VerdictOfAnEvalTest.GOLDENS)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void a_claim_of_every_case_counts_the_samples_of_one_case() {
        assertThat(evals.set("mode", "record").run(PerCaseTestCase.class).message())
                .isEqualTo("""
                        @LlmEval on PerCaseTestCase.saysYes(): refused before the first call: this plan cannot PASS: 20 of 20 would \
                        show a rate of 0.8609 at 95 %, the claim needs 0.90; write samples = 29 (58 in all), or take more tolerance or \
                        less confidence""");
    }

    static class NearlyCertainTestCase {
        @LlmEval(samples = 10_000, passRate = 0.9999)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void it_never_advises_more_samples_than_are_allowed() {
        assertThat(evals.set("mode", "record").run(NearlyCertainTestCase.class).message())
                .isEqualTo("""
                        @LlmEval on NearlyCertainTestCase.saysYes(): refused before the first call: this plan cannot PASS: 10000 of \
                        10000 would show a rate of 0.9997 at 95 %, the claim needs 0.9999; no number of samples up to 10,000 would do, \
                        take more cases, more tolerance or less confidence""");
    }

    @ParameterizedTest
    @CsvSource({"29", "28"})
    void the_least_number_of_samples_is_exact(int passed) {
        evals.answered(EnoughTestCase.class, "late", passed, 29 - passed);

        assertThat(evals.run(EnoughTestCase.class).verdict()).isEqualTo(passed == 29 ? "PASS" : "INCONCLUSIVE");
    }
}
