package io.github.junitllm.samples;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;

/** The application under test in two samples: a prompt and a call. */
final class RefundBot {

    /** Joined, so that it is no constant of the compiler's, which would stay in classes that nobody compiles anew. */
    static final String POLICY = String.join(
            " ", "Answer from this policy alone:", "returns within 30 days; a full refund for what arrives broken.");

    private final ChatModel model;
    private final String prompt;

    RefundBot(String baseUrl, String apiKey, String prompt) {
        this.model = OpenAiChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey(apiKey)
                .modelName("gpt-4o-mini")
                .build();
        this.prompt = prompt;
    }

    String reply(String question) {
        return model.chat(SystemMessage.from(prompt), UserMessage.from(question))
                .aiMessage()
                .text();
    }
}
