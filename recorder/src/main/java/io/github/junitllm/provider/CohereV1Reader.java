package io.github.junitllm.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.exchange.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cohere chat and generate in version 1, whose streams are lines of JSON. Tool calls have no ids there. */
final class CohereV1Reader implements CallReader {

    @Override
    public boolean reads(RecordedRequest request) {
        String path = CallBuilder.path(request);
        boolean known = path.endsWith("/v1/generate") || (path.endsWith("/v1/chat") && !isWriter(request));
        return request.method().equals("POST") && known;
    }

    private static boolean isWriter(RecordedRequest request) {
        return CallBuilder.json(request.body()).has("messages");
    }

    @Override
    public LlmCall read(Exchange exchange) {
        CallBuilder call = new CallBuilder(exchange);
        if (CallBuilder.path(exchange.request()).endsWith("/generate")) {
            call.operation = "text_completion";
        }
        readRequest(CallBuilder.json(exchange.request().body()), call);
        if (exchange.response().isStreamed()) {
            exchange.response().events().forEach(event -> readEvent(event, call));
        } else {
            readResponse(CallBuilder.json(exchange.response().body()), call);
        }
        return call.build();
    }

    static void readRequest(JsonNode body, CallBuilder call) {
        CallBuilder.nonEmpty(body.path("model")).ifPresent(model -> call.requestModel = model);
        call.message("system", body.path("preamble").asText(""));
        for (JsonNode turn : body.path("chat_history")) {
            readTurn(turn, role(turn.path("role").asText("")), call);
        }
        readToolResults(body.path("tool_results"), call);
        call.message("user", body.path("message").asText(""));
        call.message("user", body.path("prompt").asText(""));
        for (JsonNode tool : body.path("tools")) {
            CallBuilder.nonEmpty(tool.path("name")).ifPresent(call.toolsOffered::add);
        }
    }

    private static String role(String role) {
        String lower = role.toLowerCase(Locale.ROOT);
        return lower.equals("chatbot") ? "assistant" : lower;
    }

    private static void readTurn(JsonNode turn, String role, CallBuilder call) {
        List<ToolCall> repeated = new ArrayList<>();
        for (JsonNode tool : turn.path("tool_calls")) {
            repeated.add(
                    new ToolCall("", tool.path("name").asText(""), CallBuilder.arguments(tool.path("parameters"))));
        }
        String text = turn.path("message").asText("");
        if (!text.isEmpty() || !repeated.isEmpty()) {
            call.messages.add(new Message(role, text, repeated, ""));
        }
        readToolResults(turn.path("tool_results"), call);
    }

    private static void readToolResults(JsonNode results, CallBuilder call) {
        for (JsonNode result : results) {
            call.messages.add(new Message("tool", CallBuilder.arguments(result.path("outputs")), List.of(), ""));
        }
    }

    private static void readEvent(StreamEvent event, CallBuilder call) {
        JsonNode data = CallBuilder.json(event);
        String type = data.path("event_type").asText("text-generation");
        switch (type) {
            case "text-generation" -> {
                call.text.append(data.path("text").asText(""));
                // Events of generate have no type; their last one holds the whole again.
                readEnd(data, call);
            }
            case "tool-calls-generation" -> readToolCalls(data, call);
            case "stream-end" -> readEnd(data, call);
            default -> call.errorFrom(data);
        }
        call.sawContent(event);
    }

    private static void readEnd(JsonNode end, CallBuilder call) {
        call.finish(end.path("finish_reason"));
        if (end.path("response").isObject()) {
            readResponse(end.path("response"), call);
        }
    }

    /** A stream ends with the whole response; it adds what the events before have not told. */
    static void readResponse(JsonNode body, CallBuilder call) {
        call.errorFrom(body);
        JsonNode generation = body.path("generations").path(0);
        if (call.text.isEmpty()) {
            call.text.append(body.path("text").asText(""));
            call.text.append(generation.path("text").asText(""));
        }
        readToolCalls(body, call);
        call.finish(generation.path("finish_reason"));
        call.finish(body.path("finish_reason"));
        CohereChatReader.readUsage(body.path("meta"), call);
    }

    private static void readToolCalls(JsonNode body, CallBuilder call) {
        if (call.toolCalls.isEmpty()) {
            for (JsonNode tool : body.path("tool_calls")) {
                call.toolCall("", tool.path("name").asText(""), tool.path("parameters"));
            }
        }
    }
}
