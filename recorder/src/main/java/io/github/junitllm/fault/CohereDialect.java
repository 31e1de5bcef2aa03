package io.github.junitllm.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cohere chat in version 2. */
final class CohereDialect implements Dialect {

    @Override
    public List<Place> texts(ObjectNode document) {
        JsonNode message = message(document);
        List<Place> places = new ArrayList<>(Place.texts(message, "content"));
        places.addAll(Place.text("text", message.path("content"), "text"));
        return places;
    }

    @Override
    public List<Place> arguments(ObjectNode document) {
        JsonNode calls = message(document).path("tool_calls");
        List<Place> places = new ArrayList<>();
        int index = document.path("index").asInt(0);
        places.addAll(Place.arguments("call " + index, calls.path("function"), "arguments"));
        for (JsonNode call : calls) {
            places.addAll(Place.arguments("call " + index++, call.path("function"), "arguments"));
        }
        return places;
    }

    @Override
    public boolean bringsContent(ObjectNode document) {
        return !texts(document).isEmpty()
                || !message(document).path("tool_calls").isEmpty();
    }

    @Override
    public boolean ends(ObjectNode document) {
        return !end(document).path("finish_reason").asText("").isEmpty();
    }

    @Override
    public void strip(ObjectNode document) {
        if (message(document) instanceof ObjectNode message) {
            message.remove(List.of("tool_calls", "citations"));
        }
    }

    @Override
    public boolean end(ObjectNode document, FaultKind kind) {
        if (end(document) instanceof ObjectNode end) {
            end.put("finish_reason", "MAX_TOKENS");
        }
        return kind == FaultKind.TRUNCATED;
    }

    /** After the cut nothing begins, and only the content in which it fell ends. */
    @Override
    public boolean isOrphan(ObjectNode document, Optional<ObjectNode> cutIn) {
        String type = document.path("type").asText("");
        return switch (type) {
            case "content-end" ->
                cutIn.filter(cut -> cut.path("index").asInt(0)
                                == document.path("index").asInt(0))
                        .isEmpty();
            case "message-start", "message-end", "" -> false;
            default -> true;
        };
    }

    private static JsonNode message(ObjectNode document) {
        return document.has("delta") ? document.path("delta").path("message") : document.path("message");
    }

    private static JsonNode end(ObjectNode document) {
        return document.has("delta") ? document.path("delta") : document;
    }
}
