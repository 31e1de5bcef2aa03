package io.github.junitllm.samples.clients;

import static io.github.junitllm.assertions.LlmAssertions.assertSoftly;
import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import io.github.junitllm.text.Phrases;
import io.github.junitllm.text.TextUnit;

class LangChain4jAnthropicTest {

    @LlmEval
    @Golden(inline = "[{id: messages, ask: Count from 1 to 3, expect: '3'}]")
    void counts(Question question, Llm llm) {
        ChatModel model = AnthropicChatModel.builder()
                .baseUrl(llm.baseUrl("anthropic"))
                .apiKey(llm.apiKey("anthropic"))
                .modelName("claude-haiku-4-5-20251001")
                .maxTokens(64_000)
                .temperature(0.0)
                .build();

        String answer = model.chat(question.ask());

        assertThatAnswer(answer).contains(question.expect());
        assertThat(llm).usage().tokensAtMost(100);
    }

    @LlmEval
    @Golden(inline = "[{id: messages-stream, ask: Count from 1 to 3, expect: '3'}]")
    void countsInAStream(Question question, Llm llm) {
        StreamingChatModel model = AnthropicStreamingChatModel.builder()
                .baseUrl(llm.baseUrl("anthropic"))
                .apiKey(llm.apiKey("anthropic"))
                .modelName("claude-haiku-4-5-20251001")
                .maxTokens(64_000)
                .temperature(0.0)
                .build();

        Streamed streamed = Streamed.of(
                model,
                ChatRequest.builder().messages(UserMessage.from(question.ask())).build());

        assertSoftly(softly -> {
            softly.assertThatAnswer(streamed.text())
                    .mentionsAll(Phrases.of(question.expect()).asWholeWords())
                    .hasAtMost(20, TextUnit.WORDS)
                    .isNoRefusal()
                    .hasNoLoop();
            softly.assertThatCalls(llm.calls()).usage().tokensAtMost(100);
        });
        assertThat(llm.calls().get(0).text()).isEqualTo(streamed.text());
    }
}
