package io.github.junitllm.samples.clients;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import java.util.stream.Collectors;

/** Anthropic's own library; tools are in {@code ToolCallingTest}. */
class AnthropicJavaTest {

    private static AnthropicClient client(Llm llm) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(llm.baseUrl("anthropic"))
                .apiKey(llm.apiKey("anthropic"))
                .build();
    }

    @LlmEval
    @Golden(inline = "[{id: messages, ask: Hello!, expect: How are you}]")
    void greets(Question question, Llm llm) {
        Message message = client(llm)
                .messages()
                .create(MessageCreateParams.builder()
                        .model("claude-3-5-haiku-20241022")
                        .maxTokens(4096)
                        .addUserMessage(question.ask())
                        .build());

        assertThatAnswer(message.content().get(0).asText().text()).contains(question.expect());
        assertThat(llm).usage().outputTokensAtMost(50);
    }

    @LlmEval
    @Golden(inline = "[{id: messages-stream, ask: Say hello there!, expect: Hello}]")
    void saysHelloInAStream(Question question, Llm llm) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model("claude-3-5-haiku-20241022")
                .maxTokens(1024)
                .addUserMessage(question.ask())
                .build();

        String answer;
        try (StreamResponse<RawMessageStreamEvent> events =
                client(llm).messages().createStreaming(params)) {
            answer = events.stream()
                    .flatMap(event -> event.contentBlockDelta().stream())
                    .flatMap(delta -> delta.delta().text().stream())
                    .map(text -> text.text())
                    .collect(Collectors.joining());
        }

        assertThatAnswer(answer).contains(question.expect());
        assertThat(llm.calls().get(0).text()).isEqualTo(answer);
    }
}
