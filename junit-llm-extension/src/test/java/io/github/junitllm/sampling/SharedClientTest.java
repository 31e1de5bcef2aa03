package io.github.junitllm.sampling;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.server.CurrentLane;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.RecorderServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One client for all samples, as an application has that builds it once: its base URL names no lane. */
@Timeout(120)
class SharedClientTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String QUESTION = "who am I";
    private static final String CASE = "[{id: one, question: who am I}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder)
                .setJunit("junit.jupiter.execution.parallel.enabled", "true")
                .setJunit("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .setJunit("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .setJunit("junit.jupiter.execution.parallel.config.fixed.parallelism", "8");
    }

    private static HttpResponse<String> ask(String lane) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(RecorderServer.shared().url() + "/openai/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Chat.requestBody(QUESTION)));
        if (!lane.isEmpty()) {
            request.header(CurrentLane.HEADER, lane);
        }
        return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join();
    }

    static class NamedLaneTestCase {
        @LlmEval(samples = 40)
        @Golden(inline = CASE)
        void eval(GoldenCase golden, Llm llm) {
            ask(CurrentLane.id().orElseThrow());

            assertThatAnswer(llm.calls().get(0).text()).isEqualTo("sample " + llm.sample());
        }
    }

    @Test
    void samples_in_parallel_that_name_the_lane_of_their_thread_get_their_own_takes() {
        evals.recorded(
                NamedLaneTestCase.class,
                "eval",
                "one",
                QUESTION,
                IntStream.rangeClosed(1, 40).mapToObj("sample %d"::formatted).toArray(String[]::new));

        assertThat(evals.run(NamedLaneTestCase.class).status()).isEqualTo(SUCCESSFUL);
        assertThat(CurrentLane.id()).isEmpty();
    }

    static class OwnThreadTestCase {
        static final CyclicBarrier BOTH_RUN = new CyclicBarrier(2);
        static final List<String> ANSWERS = new ArrayList<>();

        @LlmEval(samples = 2)
        @Golden(inline = CASE)
        void eval(GoldenCase golden, Llm llm) throws Exception {
            BOTH_RUN.await(60, TimeUnit.SECONDS);
            HttpResponse<String> unnamed = CompletableFuture.supplyAsync(
                            () -> ask(CurrentLane.id().orElse("")), task -> new Thread(task).start())
                    .get();
            synchronized (ANSWERS) {
                ANSWERS.add(unnamed.statusCode() + " " + unnamed.body());
            }
            Chat.ask(llm, QUESTION);
            BOTH_RUN.await(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_call_from_a_thread_of_the_applications_own_is_refused_and_not_guessed() {
        evals.recorded(OwnThreadTestCase.class, "eval", "one", QUESTION, "1", "2");

        assertThat(evals.run(OwnThreadTestCase.class).status()).isEqualTo(SUCCESSFUL);
        assertThat(OwnThreadTestCase.ANSWERS)
                .hasSize(2)
                .allMatch(
                        answer -> answer.startsWith("409 ")
                                && answer.contains(
                                        "junit-llm: 2 samples are running and the call names none of them; use llm.baseUrl(\\\"openai\\\"), or send the header junit-llm-lane"));
    }

    @Test
    void a_context_lane_keeps_its_cassette_beside_those_of_the_tests() {
        System.setProperty("junit.llm.cassettes", evals.cassettes.toString());
        try {
            Lane lane = ContextLane.open("shared-client", SharedClientTest.class);

            HttpResponse<String> missing = ask(lane.id());

            assertThat(missing.body())
                    .contains("record it with -Djunit.llm.mode=record into "
                            + evals.cassettes.resolve("_context").resolve("shared-client.jsonl"));
            lane.close();
        } finally {
            System.clearProperty("junit.llm.cassettes");
        }
    }
}
