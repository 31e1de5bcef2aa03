package io.github.junitllm.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Ollama's chat and generate. */
final class OllamaDialect implements Dialect {

    @Override
    public List<Place> texts(ObjectNode document) {
        List<Place> places = new ArrayList<>(Place.text("text", document.path("message"), "content"));
        places.addAll(Place.text("text", document, "response"));
        return places;
    }

    @Override
    public List<Place> arguments(ObjectNode document) {
        List<Place> places = new ArrayList<>();
        for (JsonNode tool : document.path("message").path("tool_calls")) {
            places.addAll(Place.arguments("arguments", tool.path("function"), "arguments"));
        }
        return places;
    }

    @Override
    public boolean bringsContent(ObjectNode document) {
        return !texts(document).isEmpty()
                || !document.path("message").path("tool_calls").isEmpty();
    }

    @Override
    public boolean ends(ObjectNode document) {
        return document.path("done").asBoolean(false);
    }

    @Override
    public void strip(ObjectNode document) {
        if (document.path("message") instanceof ObjectNode message) {
            message.remove("tool_calls");
        }
    }

    @Override
    public boolean end(ObjectNode document, FaultKind kind) {
        document.put("done_reason", "length");
        return kind == FaultKind.TRUNCATED;
    }
}
