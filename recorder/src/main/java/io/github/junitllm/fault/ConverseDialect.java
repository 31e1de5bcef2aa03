package io.github.junitllm.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Bedrock converse, whole answers; its streams are not JSON. */
final class ConverseDialect implements Dialect {

    @Override
    public List<Place> texts(ObjectNode document) {
        List<Place> places = new ArrayList<>();
        content(document).forEach(block -> places.addAll(Place.text("text", block, "text")));
        return places;
    }

    @Override
    public List<Place> arguments(ObjectNode document) {
        List<Place> places = new ArrayList<>();
        content(document).forEach(block -> places.addAll(Place.arguments("input", block.path("toolUse"), "input")));
        return places;
    }

    @Override
    public boolean bringsContent(ObjectNode document) {
        return true;
    }

    @Override
    public boolean ends(ObjectNode document) {
        return document.has("stopReason");
    }

    @Override
    public void strip(ObjectNode document) {
        Dialect.removeFrom(content(document), block -> Dialect.isEmptyText(block) || block.has("toolUse"));
    }

    @Override
    public boolean end(ObjectNode document, FaultKind kind) {
        document.put("stopReason", kind == FaultKind.TRUNCATED ? "max_tokens" : "content_filtered");
        return kind != FaultKind.REFUSAL;
    }

    private static JsonNode content(ObjectNode document) {
        return document.path("output").path("message").path("content");
    }
}
