package io.github.junitllm.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import io.github.junitllm.provider.CallBuilder.OpenToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Bedrock converse and its streams. Tools that Bedrock runs itself are no tool calls of the application. The model stands in the path only; cached tokens
 * are counted beside the input.
 */
final class BedrockConverseReader implements CallReader {

    @Override
    public boolean reads(RecordedRequest request) {
        String path = CallBuilder.path(request);
        return request.method().equals("POST") && (path.endsWith("/converse") || path.endsWith("/converse-stream"));
    }

    @Override
    public LlmCall read(Exchange exchange) {
        CallBuilder call = new CallBuilder(exchange);
        call.requestModel = CallBuilder.modelInPath(exchange.request(), "/model/", "/converse")
                .orElse(null);
        readRequest(CallBuilder.json(exchange.request().body()), call);
        JsonNode body = CallBuilder.json(exchange.response().body());
        call.errorFrom(body);
        readResponse(body, call);
        BedrockEvents.of(exchange.response().body()).forEach(event -> readEvent(event.type(), event.payload(), call));
        return call.build();
    }

    static void readEvent(String type, JsonNode event, CallBuilder call) {
        int index = event.path("contentBlockIndex").asInt(0);
        switch (type) {
            case "contentBlockStart" -> readUse(event.path("start").path("toolUse"), index, call);
            case "contentBlockDelta" -> {
                JsonNode delta = event.path("delta");
                call.text.append(delta.path("text").asText(""));
                call.reasoning.append(
                        delta.path("reasoningContent").path("text").asText(""));
                String input = delta.path("toolUse").path("input").asText("");
                call.openToolCall(index).ifPresent(open -> open.arguments.append(input));
            }
            case "messageStop" -> call.finish(event.path("stopReason"));
            case "metadata" -> readUsage(event.path("usage"), call);
            default -> CallBuilder.nonEmpty(event.path("message")).ifPresent(message -> call.error = message);
        }
    }

    private static void readUse(JsonNode use, int index, CallBuilder call) {
        if (use.isObject() && !use.path("type").asText("").equals("server_tool_use")) {
            call.toolCalls.add(new OpenToolCall(
                    index, use.path("toolUseId").asText(""), use.path("name").asText("")));
        }
    }

    static void readRequest(JsonNode body, CallBuilder call) {
        call.message("system", CallBuilder.texts(body.path("system")));
        for (JsonNode message : body.path("messages")) {
            readMessage(message, call);
        }
        for (JsonNode tool : body.path("toolConfig").path("tools")) {
            CallBuilder.nonEmpty(tool.path("toolSpec").path("name")).ifPresent(call.toolsOffered::add);
        }
    }

    private static void readMessage(JsonNode message, CallBuilder call) {
        List<ToolCall> repeated = new ArrayList<>();
        for (JsonNode block : message.path("content")) {
            JsonNode use = block.path("toolUse");
            JsonNode result = block.path("toolResult");
            if (use.isObject()) {
                repeated.add(new ToolCall(
                        use.path("toolUseId").asText(""),
                        use.path("name").asText(""),
                        CallBuilder.arguments(use.path("input"))));
            } else if (result.isObject()) {
                call.messages.add(new Message(
                        "tool",
                        resultText(result.path("content")),
                        List.of(),
                        result.path("toolUseId").asText("")));
            }
        }
        String text = CallBuilder.texts(message.path("content"));
        if (!text.isEmpty() || !repeated.isEmpty()) {
            call.messages.add(new Message(message.path("role").asText(""), text, repeated, ""));
        }
    }

    private static String resultText(JsonNode content) {
        StringBuilder joined = new StringBuilder();
        for (JsonNode block : content) {
            joined.append(block.path("text").asText(""));
            joined.append(CallBuilder.arguments(block.path("json")));
            joined.append(CallBuilder.texts(block.path("searchResult").path("content")));
        }
        return joined.toString();
    }

    static void readResponse(JsonNode body, CallBuilder call) {
        for (JsonNode block : body.path("output").path("message").path("content")) {
            call.text.append(block.path("text").asText(""));
            call.text.append(CallBuilder.texts(block.path("citationsContent").path("content")));
            call.reasoning.append(
                    CallBuilder.texts(block.path("reasoningContent").path("reasoningText")));
            JsonNode use = block.path("toolUse");
            if (use.isObject() && !use.path("type").asText("").equals("server_tool_use")) {
                call.toolCall(use.path("toolUseId").asText(""), use.path("name").asText(""), use.path("input"));
            }
        }
        call.finish(body.path("stopReason"));
        readUsage(body.path("usage"), call);
    }

    /** Older models write the counts of their cache with another ending. */
    private static void readUsage(JsonNode usage, CallBuilder call) {
        OptionalLong read = either(usage, "cacheReadInputTokens");
        OptionalLong written = either(usage, "cacheWriteInputTokens");
        OptionalLong plain = CallBuilder.count(usage.path("inputTokens"));
        call.usage = new Usage(
                plain.isPresent() ? CallBuilder.sum(plain, read, written) : plain,
                CallBuilder.count(usage.path("outputTokens")),
                read,
                written,
                OptionalLong.empty());
    }

    private static OptionalLong either(JsonNode usage, String name) {
        return CallBuilder.later(CallBuilder.count(usage.path(name)), CallBuilder.count(usage.path(name + "Count")));
    }
}
