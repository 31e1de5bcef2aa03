package io.github.junitllm.samples.clients;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

/** No library at all: the JDK's client, here with OpenAI's responses and with a stream of chat completions. */
class JavaNetHttpTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LlmEval
    @Golden(inline = "[{id: responses, ask: Say hello in one word., expect: Hello}]")
    void saysHello(Question question, Llm llm) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(llm.baseUrl("openai") + "/v1/responses"))
                .header("authorization", "Bearer " + llm.apiKey("openai"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\": \"gpt-4.1-nano\", \"input\": \"%s\"}".formatted(question.ask())))
                .build();

        HTTP.send(request, HttpResponse.BodyHandlers.ofString());

        assertThatAnswer(llm.calls().get(0).text()).contains(question.expect());
    }

    @LlmEval
    @Golden(inline = "[{id: chat-stream, ask: 'What is 10 + 5?', expect: '15'}]")
    void addsInAStream(Question question, Llm llm) throws IOException, InterruptedException {
        String body = """
                {"model": "gpt-4o-mini", "stream": true, "stream_options": {"include_usage": true}, "messages": [
                  {"role": "developer", "content": "A streaming test agent"}, {"role": "user", "content": "%s"}]}
                """.formatted(question.ask());
        HttpRequest request = HttpRequest.newBuilder(URI.create(llm.baseUrl("openai") + "/v1/chat/completions"))
                .header("authorization", "Bearer " + llm.apiKey("openai"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();

        HttpResponse<Stream<String>> response = HTTP.send(request, HttpResponse.BodyHandlers.ofLines());
        List<String> events =
                response.body().filter(line -> line.startsWith("data: ")).toList();

        assertThat(events).hasSizeGreaterThan(5).endsWith("data: [DONE]");
        assertThatAnswer(llm.calls().get(0).text()).contains(question.expect());
    }
}
