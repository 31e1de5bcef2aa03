package io.github.junitllm.samples;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * The test before the prompt, step by step: RED for want of a recording, recorded, GREEN without the provider, RED again when the
 * prompt changes. The provider is a script, so all evidence here is SIMULATED.
 */
class TestFirstTest {

    /** The eval that is written first. Runs below in an engine of its own, so that this class can look at its colours. */
    static class RefundBotEval {

        /** What a developer edits between two runs. */
        static String prompt = "You answer from the refund policy: 30 days.";

        record RefundCase(String question, String expected) {}

        @LlmEval(samples = 2)
        @Golden(inline = "[{id: late-return, question: 'Can I return it after 40 days?', expected: 30 days}]")
        void answersFromThePolicy(RefundCase refund, Llm llm) {
            RefundBot bot = new RefundBot(llm.baseUrl("openai"), llm.apiKey("openai"), prompt);

            String answer = bot.reply(refund.question());

            assertThatAnswer(answer).contains(refund.expected());
        }
    }

    private static final String ANSWER = """
            {"id": "scripted", "object": "chat.completion", "model": "gpt-4o-mini", "choices": [{"index": 0,
             "message": {"role": "assistant", "content": "No: the policy allows 30 days."}, "finish_reason": "stop"}]}
            """;

    @TempDir
    Path folder;

    private int port;
    private final WireMockServer provider = new WireMockServer(options().dynamicPort());

    @Test
    void red_then_recorded_then_green_offline_then_red_when_the_prompt_changes() {
        provider.start();
        port = provider.port();
        provider.stubFor(post(urlEqualTo("/v1/chat/completions")).willReturn(okJson(ANSWER)));

        say(1, "the eval is written, nothing is recorded: RED");
        assertThat(run("replay"))
                .startsWith("RED ERROR: no sample of 2 was scored")
                .contains("RECORDING_MISSING 2: late-return (2 of 2)")
                .contains("-Djunit.llm.mode=record")
                .contains("that calls openai (gpt-4o-mini) at least 2 times");
        provider.verify(0, postRequestedFor(urlEqualTo("/v1/chat/completions")));

        say(2, "recorded once per sample, from a scripted provider: GREEN");
        assertThat(run("record")).isEqualTo("GREEN");
        provider.verify(2, postRequestedFor(urlEqualTo("/v1/chat/completions")));

        say(3, "the provider is gone: GREEN, from the cassette");
        provider.stop();
        assertThat(run("replay")).isEqualTo("GREEN");

        say(4, "the prompt is changed: RED, with the difference");
        RefundBotEval.prompt = "You answer from the refund policy: 14 days.";
        assertThat(run("replay"))
                .startsWith("RED ERROR")
                .contains("the closest recording differs in\n    /messages/0/content, system message: recorded"
                        + " …\"from the refund policy: 30 days.\", now …\"from the refund policy: 14 days.\"");
    }

    private static void say(int step, String what) {
        System.out.printf("%n=== test first (SIMULATED), step %d of 4: %s%n", step, what);
    }

    /** Runs the eval; gives its colour, and for red the messages: of the verdict, then of the samples. */
    private String run(String mode) {
        List<String> messages = new ArrayList<>();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(RefundBotEval.class))
                .configurationParameter("junit.llm.mode", mode)
                .configurationParameter(
                        "junit.llm.cassettes", folder.resolve("cassettes").toString())
                .configurationParameter(
                        "junit.llm.results", folder.resolve("results").toString())
                .configurationParameter("junit.llm.upstream.openai", "http://localhost:" + port + "/v1")
                .configurationParameter("junit.llm.upstream.openai.simulated", "true")
                .execute()
                .allEvents()
                .failed()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .forEach(thrown -> messages.add(0, thrown.getMessage()));
        return messages.isEmpty() ? "GREEN" : "RED " + String.join("\n", messages);
    }
}
