package io.github.junitllm.samples.clients;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;

class LangChain4jGeminiTest {

    @LlmEval
    @Golden(inline = "[{id: generate, ask: 'Who is the creator of the programming language Ruby?', expect: Matsumoto}]")
    void knowsTheCreator(Question question, Llm llm) {
        ChatModel model = GoogleAiGeminiChatModel.builder()
                .baseUrl(llm.baseUrl("google"))
                .apiKey(llm.apiKey("google"))
                .modelName("gemini-2.5-flash")
                .build();

        String answer = model.chat(question.ask());

        assertThatAnswer(answer).contains(question.expect());
        assertThat(llm.calls().get(0).text()).isEqualTo(answer);
    }

    @LlmEval
    @Golden(
            inline =
                    "[{id: generate-stream, ask: Tell me a short story about a cat within 20 words., expect: Whiskers}]")
    void tellsAStoryInAStream(Question question, Llm llm) {
        StreamingChatModel model = GoogleAiGeminiStreamingChatModel.builder()
                .baseUrl(llm.baseUrl("google"))
                .apiKey(llm.apiKey("google"))
                .modelName("gemini-2.0-flash")
                .build();

        Streamed streamed = Streamed.of(
                model,
                ChatRequest.builder().messages(UserMessage.from(question.ask())).build());

        assertThatAnswer(streamed.text()).contains(question.expect());
        assertThat(streamed.parts()).hasSizeGreaterThan(1);
    }
}
