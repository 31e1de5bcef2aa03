package io.github.junitllm.samples.clients;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;

/** Ollama needs no key, and its streams are lines of JSON. */
class LangChain4jOllamaTest {

    @LlmEval
    @Golden(inline = "[{id: chat, ask: Tell me a joke about OpenTelemetry, expect: OpenTelemetry}]")
    void jokes(Question question, Llm llm) {
        ChatModel model = OllamaChatModel.builder()
                .baseUrl(llm.baseUrl("ollama"))
                .modelName("llama3")
                .build();

        String answer = model.chat(question.ask());

        assertThatAnswer(answer).contains(question.expect());
        assertThat(llm.calls().get(0).text()).isEqualTo(answer);
    }

    @LlmEval
    @Golden(inline = "[{id: chat-stream, ask: Tell me a joke about OpenTelemetry, expect: OpenTelemetry}]")
    void jokesInAStream(Question question, Llm llm) {
        StreamingChatModel model = OllamaStreamingChatModel.builder()
                .baseUrl(llm.baseUrl("ollama"))
                .modelName("llama3")
                .build();

        Streamed streamed = Streamed.of(
                model,
                ChatRequest.builder().messages(UserMessage.from(question.ask())).build());

        assertThatAnswer(streamed.text()).contains(question.expect());
        assertThat(streamed.parts()).hasSizeGreaterThan(5);
    }
}
