package io.github.junitllm.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import java.util.ArrayList;
import java.util.List;

/** OpenAI responses: the whole ones, and for tool calls also the events of a stream. */
final class ResponsesDialect implements Dialect {

    @Override
    public List<Place> texts(ObjectNode document) {
        List<Place> places = new ArrayList<>();
        for (JsonNode item : document.path("output")) {
            places.addAll(textsOf(item));
        }
        return places;
    }

    static List<Place> textsOf(JsonNode item) {
        List<Place> places = new ArrayList<>();
        if (type(item).equals("message")) {
            item.path("content").forEach(part -> places.addAll(Place.text("text", part, "text")));
        }
        return places;
    }

    @Override
    public List<Place> arguments(ObjectNode document) {
        List<Place> places = new ArrayList<>();
        String index = " " + document.path("output_index").asInt(0);
        switch (type(document)) {
            case "response.function_call_arguments.delta" ->
                places.addAll(Place.arguments("delta" + index, document, "delta"));
            case "response.function_call_arguments.done" ->
                places.addAll(Place.arguments("done" + index, document, "arguments"));
            case "response.output_item.done", "response.output_item.added" ->
                places.addAll(Place.arguments(type(document) + index, document.path("item"), "arguments"));
            default -> {
                JsonNode response = document.has("response") ? document.path("response") : document;
                int number = 0;
                for (JsonNode item : response.path("output")) {
                    places.addAll(Place.arguments(type(document) + number++, item, "arguments"));
                }
            }
        }
        return places;
    }

    @Override
    public boolean bringsContent(ObjectNode document) {
        return true;
    }

    @Override
    public boolean ends(ObjectNode document) {
        return document.has("status") && document.has("output");
    }

    @Override
    public void strip(ObjectNode document) {
        Dialect.removeFrom(document.path("output"), item -> isToolCall(type(item)));
        document.path("output").forEach(item -> Dialect.removeFrom(item.path("content"), Dialect::isEmptyText));
    }

    static boolean isToolCall(String type) {
        return type.equals("function_call") || type.equals("custom_tool_call");
    }

    @Override
    public boolean end(ObjectNode document, FaultKind kind) {
        if (kind == FaultKind.REFUSAL) {
            refuse(document);
            return true;
        }
        document.put("status", "incomplete");
        document.putObject("incomplete_details")
                .put("reason", kind == FaultKind.TRUNCATED ? "max_output_tokens" : "content_filter");
        for (JsonNode item : document.path("output")) {
            if (type(item).equals("message") && item instanceof ObjectNode message) {
                message.put("status", "incomplete");
            }
        }
        return true;
    }

    private static void refuse(ObjectNode document) {
        document.put("status", "completed");
        Dialect.removeFrom(document.path("output"), item -> type(item).equals("message"));
        if (document.path("output") instanceof ArrayNode output) {
            output.addObject()
                    .put("type", "message")
                    .put("id", "msg_junit_llm")
                    .put("status", "completed")
                    .put("role", "assistant")
                    .putArray("content")
                    .add(refusal(REFUSAL));
        }
    }

    static ObjectNode refusal(String words) {
        return Json.MAPPER.createObjectNode().put("type", "refusal").put("refusal", words);
    }

    static String type(JsonNode node) {
        return node.path("type").asText("");
    }
}
