package io.github.junitllm.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.provider.CallBuilder.OpenToolCall;
import java.util.List;

/** Cohere chat in version 2. The plan that precedes tool calls is reasoning. */
final class CohereChatReader implements CallReader {

    @Override
    public boolean reads(RecordedRequest request) {
        return request.method().equals("POST") && CallBuilder.path(request).endsWith("/v2/chat");
    }

    @Override
    public LlmCall read(Exchange exchange) {
        CallBuilder call = new CallBuilder(exchange);
        readRequest(CallBuilder.json(exchange.request().body()), call);
        if (exchange.response().isStreamed()) {
            exchange.response().events().forEach(event -> readEvent(event, call));
        } else {
            JsonNode body = CallBuilder.json(exchange.response().body());
            call.errorFrom(body);
            readMessage(body.path("message"), call);
            readEnd(body, call);
        }
        return call.build();
    }

    private static void readRequest(JsonNode body, CallBuilder call) {
        call.requestModel = CallBuilder.nonEmpty(body.path("model")).orElse(null);
        for (JsonNode message : body.path("messages")) {
            call.messages.add(new Message(
                    message.path("role").asText(""),
                    text(message.path("content")),
                    CallBuilder.repeatedToolCalls(message),
                    message.path("tool_call_id").asText("")));
        }
        call.offeredFunctions(body);
    }

    /** Results of tools may come as documents instead of text; they are shown as they are. */
    private static String text(JsonNode content) {
        boolean documents = content.path(0).has("document");
        return documents ? CallBuilder.arguments(content) : CallBuilder.texts(content);
    }

    private static void readEvent(StreamEvent event, CallBuilder call) {
        JsonNode data = CallBuilder.json(event);
        JsonNode delta = data.path("delta");
        JsonNode message = delta.path("message");
        switch (data.path("type").asText("")) {
            case "content-start", "content-delta", "tool-plan-delta" -> readMessage(message, call);
            case "tool-call-start" ->
                readToolCall(message.path("tool_calls"), data.path("index").asInt(0), call);
            case "tool-call-delta" ->
                call.openToolCall(data.path("index").asInt(0))
                        .ifPresent(open -> open.arguments.append(CallBuilder.arguments(
                                message.path("tool_calls").path("function").path("arguments"))));
            case "message-end" -> {
                call.errorFrom(delta);
                readEnd(delta, call);
            }
            default -> call.errorFrom(data);
        }
        call.sawContent(event);
    }

    private static void readMessage(JsonNode message, CallBuilder call) {
        JsonNode content = message.path("content");
        for (JsonNode part : content.isObject() ? List.of(content) : content) {
            call.text.append(part.path("text").asText(""));
            call.reasoning.append(part.path("thinking").asText(""));
        }
        call.reasoning.append(message.path("tool_plan").asText(""));
        for (JsonNode tool : message.path("tool_calls")) {
            readToolCall(tool, call.toolCalls.size(), call);
        }
    }

    private static void readToolCall(JsonNode tool, int index, CallBuilder call) {
        JsonNode function = tool.path("function");
        OpenToolCall open = new OpenToolCall(
                index, tool.path("id").asText(""), function.path("name").asText(""));
        open.arguments.append(CallBuilder.arguments(function.path("arguments")));
        call.toolCalls.add(open);
    }

    private static void readEnd(JsonNode end, CallBuilder call) {
        call.finish(end.path("finish_reason"));
        readUsage(end.path("usage"), call);
    }

    /** Where the tokens are not told, those that were billed are: they leave out what Cohere itself adds. */
    static void readUsage(JsonNode usage, CallBuilder call) {
        JsonNode tokens = usage.path("tokens").isObject() ? usage.path("tokens") : usage.path("billed_units");
        call.usage(
                CallBuilder.count(tokens.path("input_tokens")),
                CallBuilder.count(tokens.path("output_tokens")),
                CallBuilder.count(usage.path("cached_tokens")),
                CallBuilder.count(tokens.path("reasoning_tokens")));
    }
}
