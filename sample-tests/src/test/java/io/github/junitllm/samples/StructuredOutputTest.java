package io.github.junitllm.samples;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.TextBlock;
import com.anthropic.models.messages.TextBlockParam;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import java.util.List;
import java.util.Map;

/** The provider promises a schema; the test holds it to that, and then to the values. */
class StructuredOutputTest {

    record Prompt(String ask) {}

    record Reason(String reason) {}

    record Person(String name, int age) {}

    private static final String REASON = """
            {"type": "object", "title": "Reason", "required": ["reason"], "additionalProperties": false,
             "properties": {"reason": {"type": "string", "title": "Reason"}}}
            """;

    @LlmEval
    @Golden(inline = """
                    - id: openai-structured
                      ask: Provide up to 3 words explaining why 2 + 2 equals 4 in JSON format with a 'reason' key.
                    """)
    void openAiFollowsTheSchema(Prompt prompt, Llm llm) {
        ChatModel model = OpenAiChatModel.builder()
                .baseUrl(llm.baseUrl("openai"))
                .apiKey(llm.apiKey("openai"))
                .modelName("gpt-4o-mini")
                .strictJsonSchema(true)
                .build();
        ResponseFormat format = ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name("Reason")
                        .rootElement(JsonRawSchema.from(REASON))
                        .build())
                .build();

        String answer = model.chat(ChatRequest.builder()
                        .messages(UserMessage.from(prompt.ask()))
                        .responseFormat(format)
                        .build())
                .aiMessage()
                .text();

        assertThatAnswer(answer).isStrictJson().matchesSchema(REASON).mapsTo(Reason.class, reason -> assertThat(
                        reason.reason().split(" "))
                .hasSizeLessThanOrEqualTo(3));
    }

    @LlmEval
    @Golden(inline = "[{id: anthropic-structured, ask: Generate a person named Bob}]")
    void anthropicFollowsTheSchema(Prompt prompt, Llm llm) {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl(llm.baseUrl("anthropic"))
                .apiKey(llm.apiKey("anthropic"))
                .build();
        Map<String, Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of("name", Map.of("type", "string"), "age", Map.of("type", "integer")),
                "required",
                List.of("name", "age"),
                "additionalProperties",
                false);
        MessageCreateParams params = MessageCreateParams.builder()
                .model("claude-haiku-4-5-20251001")
                .maxTokens(64_000)
                .addUserMessageOfContentBlockParams(List.of(ContentBlockParam.ofText(
                        TextBlockParam.builder().text(prompt.ask()).build())))
                .putAdditionalBodyProperty(
                        "output_config",
                        JsonValue.from(Map.of("format", Map.of("type", "json_schema", "schema", schema))))
                .build();

        String answer = client.messages().create(params).content().stream()
                .flatMap((ContentBlock block) -> block.text().stream())
                .map(TextBlock::text)
                .findFirst()
                .orElse("");

        assertThatAnswer(answer).isStrictJson().hasValue("/name", "Bob").mapsTo(Person.class, person -> assertThat(
                        person.age())
                .isBetween(0, 120));
    }
}
