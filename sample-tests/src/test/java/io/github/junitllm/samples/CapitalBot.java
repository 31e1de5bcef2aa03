package io.github.junitllm.samples;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;

/** The application under test in the samples of faults: it tries again, gives up a call that hangs, and shows no half answer. */
final class CapitalBot {

    private final ChatModel model;

    CapitalBot(String baseUrl, String apiKey) {
        this.model = OpenAiChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey(apiKey)
                .modelName("gpt-4.1")
                .timeout(Duration.ofSeconds(3))
                .maxRetries(2)
                .build();
    }

    String capitalOf(String country) {
        ChatResponse response = model.chat(UserMessage.from("What is the capital of %s?".formatted(country)));
        return response.finishReason() == FinishReason.LENGTH
                ? "Sorry, I could not finish my answer."
                : response.aiMessage().text();
    }
}
