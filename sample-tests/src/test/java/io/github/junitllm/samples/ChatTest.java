package io.github.junitllm.samples;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Three clients, two providers, streamed and not: real answers of others, replayed over HTTP. */
class ChatTest {

    record Question(String ask, String expect) {}

    @LlmEval
    @Golden(inline = "[{id: openai-chat, ask: 'What is the capital of Yemen?', expect: Sana'a}]")
    void openAiKnowsTheCapital(Question question, Llm llm) {
        ChatModel model = OpenAiChatModel.builder()
                .baseUrl(llm.baseUrl("openai"))
                .apiKey(llm.apiKey("openai"))
                .modelName("gpt-4.1")
                .build();

        String answer = model.chat(question.ask());

        assertThatAnswer(answer).contains(question.expect());
        assertThat(llm).usedAtMostTokens(100);
    }

    @LlmEval
    @Golden(inline = "[{id: openai-chat-stream, ask: 'What is 10 + 5?', expect: '15'}]")
    void openAiAddsInAStream(Question question, Llm llm) throws IOException, InterruptedException {
        String body = """
                {"model": "gpt-4o-mini", "stream": true, "stream_options": {"include_usage": true}, "messages": [
                  {"role": "developer", "content": "A streaming test agent"}, {"role": "user", "content": "%s"}]}
                """.formatted(question.ask());
        HttpRequest request = HttpRequest.newBuilder(URI.create(llm.baseUrl("openai") + "/v1/chat/completions"))
                .header("authorization", "Bearer " + llm.apiKey("openai"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();

        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.body()).startsWith("data: ").endsWith("data: [DONE]\n\n");
        assertThatAnswer(llm.calls().get(0).text()).contains(question.expect());
        assertThat(llm).usedAtMostOutputTokens(20);
    }

    @LlmEval
    @Golden(inline = "[{id: anthropic-messages-stream, ask: Say hello there!, expect: Hello}]")
    void anthropicSaysHelloInAStream(Question question, Llm llm) {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl(llm.baseUrl("anthropic"))
                .apiKey(llm.apiKey("anthropic"))
                .build();
        MessageCreateParams params = MessageCreateParams.builder()
                .model("claude-3-5-haiku-20241022")
                .maxTokens(1024)
                .addUserMessage(question.ask())
                .build();
        StringBuilder answer = new StringBuilder();

        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(params)) {
            events.stream()
                    .flatMap(event -> event.contentBlockDelta().stream())
                    .flatMap(delta -> delta.delta().text().stream())
                    .forEach(text -> answer.append(text.text()));
        }

        assertThatAnswer(answer.toString()).contains(question.expect());
        assertThat(llm.calls().get(0).text()).isEqualTo(answer.toString());
    }
}
