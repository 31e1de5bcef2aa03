package io.github.junitllm.samples;

import static io.github.junitllm.tools.ExpectedToolCall.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Tool;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import io.github.junitllm.tools.ArgumentRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Deeds before words: which tools the model asks for, and with which arguments. */
class ToolCallingTest {

    record Prompt(String ask) {}

    @LlmEval
    @Golden(inline = "[{id: openai-tools, ask: \"What's the weather in Seattle and San Francisco today?\"}]")
    void openAiAsksForTheWeatherOfBothCities(Prompt prompt, Llm llm) {
        Map<String, Object> location = Map.of("type", "string", "description", "The city and state, e.g. Boston, MA");
        Map<String, Object> weather = Map.of(
                "name",
                "get_current_weather",
                "description",
                "Get the current weather in a given location",
                "parameters",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("location", location),
                        "required",
                        List.of("location"),
                        "additionalProperties",
                        false));
        OpenAiWire.chat(
                llm.baseUrl("openai"),
                Map.of(
                        "model",
                        "gpt-4o-mini",
                        "messages",
                        List.of(
                                Map.of("role", "system", "content", "You're a helpful assistant."),
                                Map.of("role", "user", "content", prompt.ask())),
                        "tool_choice",
                        "auto",
                        "tools",
                        List.of(Map.of("type", "function", "function", weather))));

        assertThat(llm).requestedTool("get_current_weather").times(2);
        assertThat(llm).requestedTool("get_current_weather").withArgument("location", "Seattle, WA");
        assertThat(llm).requestedTool("get_current_weather").withArgument("location", "San Francisco, CA");
    }

    @LlmEval
    @Golden(inline = "[{id: openai-tools-stream, ask: 'What is the capital of the UK? Use the tool, then answer.'}]")
    void openAiAsksForTheCapitalInAStream(Prompt prompt, Llm llm) throws IOException, InterruptedException {
        String body = """
                {"model": "gpt-4o-mini", "stream": true, "stream_options": {"include_usage": true},
                 "messages": [{"role": "user", "content": "%s"}], "tool_choice": "auto", "tools": [{"type": "function",
                 "function": {"name": "get_capital", "description": "", "strict": true, "parameters": {"type": "object",
                  "properties": {"country": {"type": "string"}}, "required": ["country"],
                  "additionalProperties": false}}}]}
                """.formatted(prompt.ask());
        HttpRequest request = HttpRequest.newBuilder(URI.create(llm.baseUrl("openai") + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();

        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(llm)
                .requestedTool("get_capital")
                .withArgument("country", "UK")
                .times(1);
    }

    @LlmEval
    @Golden(inline = """
                    - id: anthropic-tools
                      ask: What is the weather like right now in New York? Also what time is it there now?
                    """)
    void anthropicAsksForWeatherAndTime(Prompt prompt, Llm llm) {
        anthropic(llm).messages().create(weatherAndTime(prompt.ask()));

        assertThat(llm)
                .toolCalls()
                .containsExactlyInAnyOrder(
                        call("get_time").withArgument("timezone", "America/New_York"),
                        call("get_weather")
                                .withArgument("location", "New York, NY")
                                .withOptional("unit", ArgumentRule.oneOf("fahrenheit", "celsius")))
                .hasNoRepeatedCall(2);
    }

    @LlmEval
    @Golden(inline = """
                    - id: anthropic-tools-stream
                      ask: What is the weather like right now in New York? Also what time is it there now?
                    """)
    void anthropicAsksForWeatherAndTimeInAStream(Prompt prompt, Llm llm) {
        try (StreamResponse<RawMessageStreamEvent> events =
                anthropic(llm).messages().createStreaming(weatherAndTime(prompt.ask()))) {
            assertThat(events.stream()).isNotEmpty();
        }

        assertThat(llm).requestedTool("get_weather").withArgument("location", "New York, NY");
        assertThat(llm).requestedTool("get_time").withArgument("timezone", "America/New_York");
    }

    private static AnthropicClient anthropic(Llm llm) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(llm.baseUrl("anthropic"))
                .apiKey(llm.apiKey("anthropic"))
                .build();
    }

    private static MessageCreateParams weatherAndTime(String ask) {
        return MessageCreateParams.builder()
                .model("claude-3-5-sonnet-20240620")
                .maxTokens(1024)
                .addUserMessage(ask)
                .addTool(tool(
                        "get_weather",
                        "Get the current weather in a given location",
                        Map.of(
                                "location",
                                Map.of("type", "string", "description", "The city and state, e.g. San Francisco, CA"),
                                "unit",
                                Map.of(
                                        "type",
                                        "string",
                                        "enum",
                                        List.of("celsius", "fahrenheit"),
                                        "description",
                                        "The unit of temperature, either 'celsius' or 'fahrenheit'")),
                        "location"))
                .addTool(tool(
                        "get_time",
                        "Get the current time in a given time zone",
                        Map.of(
                                "timezone",
                                Map.of(
                                        "type",
                                        "string",
                                        "description",
                                        "The IANA time zone name, e.g. America/Los_Angeles")),
                        "timezone"))
                .build();
    }

    private static Tool tool(String name, String description, Map<String, Object> properties, String required) {
        Tool.InputSchema.Properties.Builder schema = Tool.InputSchema.Properties.builder();
        properties.forEach((property, type) -> schema.putAdditionalProperty(property, JsonValue.from(type)));
        return Tool.builder()
                .name(name)
                .description(description)
                .inputSchema(Tool.InputSchema.builder()
                        .properties(schema.build())
                        .addRequired(required)
                        .build())
                .build();
    }
}
