package io.github.junitllm.samples;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Stubs that a project has already stand in for the provider, here with an event stream: SIMULATED. */
@Timeout(60)
class WireMockUpstreamTest {

    private static final String REQUEST =
            "{\"model\": \"gpt-4o-mini\", \"stream\": true, \"messages\": [{\"role\": \"user\", \"content\": \"Hello?\"}]}";
    private static final String STREAM = """
            data: {"object":"chat.completion.chunk","model":"gpt-4o-mini","choices":[{"index":0,"delta":{"content":"Hel"}}]}

            data: {"object":"chat.completion.chunk","model":"gpt-4o-mini","choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":"stop"}]}

            data: [DONE]

            """;

    /** Runs below in an engine of its own. */
    static class HelloEval {

        @LlmEval
        @Golden(inline = "[{id: hello, expected: Hello}]")
        void saysHello(Llm llm) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(llm.baseUrl("openai") + "/v1/chat/completions"))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(REQUEST))
                    .build();

            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(response.body()).isEqualTo(STREAM);
            assertThatAnswer(llm.calls().get(0).text()).contains("Hello");
        }
    }

    @TempDir
    Path folder;

    @Test
    void stubs_answer_live_and_while_recording_and_the_recording_answers_without_them() {
        WireMockServer stubs = new WireMockServer(options().dynamicPort());
        stubs.stubFor(post(urlEqualTo("/v1/chat/completions"))
                .withRequestBody(equalToJson(REQUEST))
                .willReturn(ok(STREAM).withHeader("content-type", "text/event-stream")));
        stubs.start();
        int port = stubs.port();
        run("live", port).assertStatistics(events -> events.failed(0).succeeded(1));
        run("record", port).assertStatistics(events -> events.failed(0).succeeded(1));
        stubs.stop();
        run("replay", port).assertStatistics(events -> events.failed(0).succeeded(1));
    }

    private Events run(String mode, int port) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(HelloEval.class))
                .configurationParameter("junit.llm.mode", mode)
                .configurationParameter(
                        "junit.llm.cassettes", folder.resolve("cassettes").toString())
                .configurationParameter(
                        "junit.llm.results", folder.resolve("results").toString())
                .configurationParameter("junit.llm.upstream.openai", "http://localhost:" + port + "/v1")
                .configurationParameter("junit.llm.upstream.openai.simulated", "true")
                .execute()
                .testEvents();
    }
}
