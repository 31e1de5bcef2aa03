package io.github.junitllm.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import io.github.junitllm.provider.CallBuilder.OpenToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Anthropic messages. Tools that the provider runs itself (server tools) are no tool calls of the application. */
final class AnthropicMessagesReader implements CallReader {

    @Override
    public boolean reads(RecordedRequest request) {
        return request.method().equals("POST") && CallBuilder.path(request).endsWith("/v1/messages");
    }

    @Override
    public LlmCall read(Exchange exchange) {
        CallBuilder call = new CallBuilder(exchange);
        readRequest(CallBuilder.json(exchange.request().body()), call);
        if (exchange.response().isStreamed()) {
            exchange.response().events().forEach(event -> readEvent(event, call));
        } else {
            readMessage(CallBuilder.json(exchange.response().body()), call);
        }
        completeArguments(call);
        return call.build();
    }

    /** A call without arguments sends none. */
    static void completeArguments(CallBuilder call) {
        call.toolCalls.stream().filter(open -> open.arguments.isEmpty()).forEach(open -> open.arguments.append("{}"));
    }

    static void readRequest(JsonNode body, CallBuilder call) {
        call.requestModel = CallBuilder.nonEmpty(body.path("model")).orElse(null);
        String system = texts(body.path("system"));
        if (!system.isEmpty()) {
            call.messages.add(new Message("system", system, List.of(), ""));
        }
        for (JsonNode message : body.path("messages")) {
            String role = message.path("role").asText("");
            List<ToolCall> repeated = new ArrayList<>();
            for (JsonNode block : message.path("content")) {
                String type = block.path("type").asText("");
                if (type.equals("tool_use")) {
                    repeated.add(new ToolCall(
                            block.path("id").asText(""),
                            block.path("name").asText(""),
                            CallBuilder.arguments(block.path("input"))));
                } else if (type.equals("tool_result")) {
                    call.messages.add(new Message(
                            "tool",
                            texts(block.path("content")),
                            List.of(),
                            block.path("tool_use_id").asText("")));
                }
            }
            String text = texts(message.path("content"));
            if (!text.isEmpty() || !repeated.isEmpty()) {
                call.messages.add(new Message(role, text, repeated, ""));
            }
        }
        for (JsonNode tool : body.path("tools")) {
            CallBuilder.nonEmpty(tool.path("name")).ifPresent(call.toolsOffered::add);
        }
    }

    private static void readEvent(StreamEvent event, CallBuilder call) {
        readEvent(CallBuilder.json(event), call);
        call.sawContent(event);
    }

    static void readEvent(JsonNode body, CallBuilder call) {
        switch (body.path("type").asText("")) {
            case "message_start" -> readMessage(body.path("message"), call);
            case "content_block_start" ->
                readBlock(body.path("content_block"), body.path("index").asInt(0), call);
            case "content_block_delta" ->
                readDelta(body.path("delta"), body.path("index").asInt(0), call);
            case "message_delta" -> {
                readStop(body.path("delta"), call);
                readUsage(body.path("usage"), call);
            }
            case "error" -> call.errorFrom(body);
            default -> {
                // ping, content_block_stop, message_stop and what is to come carry nothing we show
            }
        }
    }

    static void readMessage(JsonNode message, CallBuilder call) {
        call.errorFrom(message);
        CallBuilder.nonEmpty(message.path("model")).ifPresent(model -> call.responseModel = model);
        int index = 0;
        for (JsonNode block : message.path("content")) {
            readBlock(block, index++, call);
        }
        readStop(message, call);
        readUsage(message.path("usage"), call);
    }

    private static void readBlock(JsonNode block, int index, CallBuilder call) {
        switch (block.path("type").asText("")) {
            case "text" -> call.text.append(block.path("text").asText(""));
            case "thinking" -> call.reasoning.append(block.path("thinking").asText(""));
            case "tool_use" -> {
                OpenToolCall open = new OpenToolCall(
                        index, block.path("id").asText(""), block.path("name").asText(""));
                // A stream starts with an empty object and then sends the input as text.
                if (!block.path("input").isEmpty()) {
                    open.arguments.append(CallBuilder.arguments(block.path("input")));
                }
                call.toolCalls.add(open);
            }
            default -> {
                // redacted thinking, server tools and their results: not the application's
            }
        }
    }

    private static void readDelta(JsonNode delta, int index, CallBuilder call) {
        call.text.append(delta.path("text").asText(""));
        call.reasoning.append(delta.path("thinking").asText(""));
        call.toolCalls.stream()
                .filter(open -> open.index == index)
                .reduce((first, last) -> last)
                .ifPresent(
                        open -> open.arguments.append(delta.path("partial_json").asText("")));
    }

    private static void readStop(JsonNode node, CallBuilder call) {
        CallBuilder.nonEmpty(node.path("stop_reason")).ifPresent(reason -> call.finishReason = reason);
    }

    /** Cumulative: a later value replaces an earlier one. The wire counts cached tokens apart from the input. */
    private static void readUsage(JsonNode usage, CallBuilder call) {
        if (!usage.isObject()) {
            return;
        }
        OptionalLong cached = later(CallBuilder.count(usage.path("cache_read_input_tokens")), call.usage.cached());
        OptionalLong written =
                later(CallBuilder.count(usage.path("cache_creation_input_tokens")), call.usage.cacheWritten());
        OptionalLong plain = CallBuilder.count(usage.path("input_tokens"));
        OptionalLong input = plain.isPresent()
                ? OptionalLong.of(plain.getAsLong() + cached.orElse(0) + written.orElse(0))
                : call.usage.input();
        OptionalLong output = later(CallBuilder.count(usage.path("output_tokens")), call.usage.output());
        call.usage = new Usage(input, output, cached, written, OptionalLong.empty());
    }

    private static OptionalLong later(OptionalLong now, OptionalLong before) {
        return now.isPresent() ? now : before;
    }

    private static String texts(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder joined = new StringBuilder();
        for (JsonNode block : content) {
            if (block.path("type").asText("").equals("text")) {
                joined.append(block.path("text").asText(""));
            }
        }
        return joined.toString();
    }
}
