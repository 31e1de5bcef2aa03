package io.github.junitllm.samples.clients;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.responses.ResponseCreateParams;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** OpenAI's own library. */
class OpenAiJavaTest {

    private static OpenAIClient client(Llm llm) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(llm.baseUrl("openai"))
                .apiKey(llm.apiKey("openai"))
                .build();
    }

    @LlmEval
    @Golden(inline = "[{id: chat, ask: 'What is the capital of Yemen?', expect: Sana'a}]")
    void knowsTheCapital(Question question, Llm llm) {
        ChatCompletion completion = client(llm)
                .chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("gpt-4.1")
                        .addUserMessage(question.ask())
                        .build());

        assertThatAnswer(completion.choices().get(0).message().content().orElse(""))
                .contains(question.expect());
        assertThat(llm).usage().tokensAtMost(100);
    }

    @LlmEval
    @Golden(inline = "[{id: chat-stream, ask: 'What is 10 + 5?', expect: '15'}]")
    void addsInAStream(Question question, Llm llm) {
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model("gpt-4o-mini")
                .addDeveloperMessage("A streaming test agent")
                .addUserMessage(question.ask())
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();

        String answer;
        try (StreamResponse<ChatCompletionChunk> chunks =
                client(llm).chat().completions().createStreaming(params)) {
            answer = chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining());
        }

        assertThatAnswer(answer).contains(question.expect());
        assertThat(llm.calls().get(0).text()).isEqualTo(answer);
    }

    @LlmEval
    @Golden(
            inline =
                    "[{id: tools-stream, ask: 'What is the capital of the UK? Use the tool, then answer.', expect: UK}]")
    void asksForTheCapitalInAStream(Question question, Llm llm) {
        FunctionDefinition getCapital = FunctionDefinition.builder()
                .name("get_capital")
                .description("")
                .strict(true)
                .parameters(FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty(
                                "properties", JsonValue.from(Map.of("country", Map.of("type", "string"))))
                        .putAdditionalProperty("required", JsonValue.from(List.of("country")))
                        .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                        .build())
                .build();
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model("gpt-4o-mini")
                .addUserMessage(question.ask())
                .addFunctionTool(getCapital)
                .build();

        try (StreamResponse<ChatCompletionChunk> chunks =
                client(llm).chat().completions().createStreaming(params)) {
            assertThat(chunks.stream()).isNotEmpty();
        }

        assertThat(llm).requestedTool("get_capital").withArgument("country", question.expect());
    }

    @LlmEval
    @Golden(inline = "[{id: responses, ask: Say hello in one word., expect: Hello}]")
    void saysHello(Question question, Llm llm) {
        client(llm)
                .responses()
                .create(ResponseCreateParams.builder()
                        .model("gpt-4.1-nano")
                        .input(question.ask())
                        .build());

        assertThatAnswer(llm.calls().get(0).text()).contains(question.expect());
    }
}
