package io.github.junitllm.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Anthropic messages. Tools that the provider runs itself are content, but no tool calls of the application. */
final class AnthropicDialect implements Dialect {

    private final Set<Integer> toolBlocks = new HashSet<>();

    AnthropicDialect(List<ObjectNode> documents) {
        documents.stream()
                .filter(document -> type(document.path("content_block")).equals("tool_use"))
                .forEach(document -> toolBlocks.add(index(document)));
    }

    @Override
    public List<Place> texts(ObjectNode document) {
        List<Place> places = new ArrayList<>();
        document.path("content").forEach(block -> places.addAll(Place.text("text", block, "text")));
        places.addAll(Place.text("text", document.path("content_block"), "text"));
        places.addAll(Place.text("text", document.path("delta"), "text"));
        return places;
    }

    @Override
    public List<Place> arguments(ObjectNode document) {
        List<Place> places = new ArrayList<>();
        for (JsonNode block : document.path("content")) {
            if (type(block).equals("tool_use")) {
                places.addAll(Place.arguments("input", block, "input"));
            }
        }
        if (toolBlocks.contains(index(document))) {
            places.addAll(Place.arguments("call " + index(document), document.path("delta"), "partial_json"));
        }
        return places;
    }

    @Override
    public boolean bringsContent(ObjectNode document) {
        JsonNode block = document.path("content_block");
        boolean thinks = type(block).endsWith("thinking");
        return !texts(document).isEmpty()
                || (block.isObject() && !thinks && !type(block).equals("text"))
                || document.path("delta").has("partial_json");
    }

    @Override
    public boolean ends(ObjectNode document) {
        return !stop(document).path("stop_reason").asText("").isEmpty();
    }

    @Override
    public void strip(ObjectNode document) {
        Dialect.removeFrom(
                document.path("content"),
                block -> Dialect.isEmptyText(block) || type(block).equals("tool_use"));
    }

    @Override
    public boolean end(ObjectNode document, FaultKind kind) {
        if (stop(document) instanceof ObjectNode stop) {
            stop.put("stop_reason", kind == FaultKind.TRUNCATED ? "max_tokens" : "refusal");
        }
        return true;
    }

    /** After the cut no block begins, and only the one in which it fell ends. */
    @Override
    public boolean isOrphan(ObjectNode document, Optional<ObjectNode> cutIn) {
        return switch (type(document)) {
            case "content_block_start", "content_block_delta" -> true;
            case "content_block_stop" ->
                cutIn.filter(cut -> cut.has("delta") && index(cut) == index(document))
                        .isEmpty();
            default -> false;
        };
    }

    private static JsonNode stop(ObjectNode document) {
        return type(document).equals("message_delta") ? document.path("delta") : document;
    }

    private static String type(JsonNode node) {
        return node.path("type").asText("");
    }

    private static int index(JsonNode node) {
        return node.path("index").asInt(-1);
    }
}
