package io.github.junitllm.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Gemini's generateContent, whose members are written in camel case or in snake case; of several candidates the first. */
final class GeminiDialect implements Dialect {

    @Override
    public List<Place> texts(ObjectNode document) {
        List<Place> places = new ArrayList<>();
        for (JsonNode part : parts(document)) {
            if (!part.path("thought").asBoolean(false)) {
                places.addAll(Place.text("text", part, "text"));
            }
        }
        return places;
    }

    @Override
    public List<Place> arguments(ObjectNode document) {
        List<Place> places = new ArrayList<>();
        parts(document)
                .forEach(part ->
                        places.addAll(Place.arguments("args", part.path(nameOf(part, "function", "Call")), "args")));
        return places;
    }

    @Override
    public boolean bringsContent(ObjectNode document) {
        boolean calls = false;
        for (JsonNode part : parts(document)) {
            calls |= isCall(part);
        }
        return calls || !texts(document).isEmpty();
    }

    @Override
    public boolean ends(ObjectNode document) {
        JsonNode candidate = candidate(document);
        return candidate.hasNonNull(nameOf(candidate, "finish", "Reason"));
    }

    @Override
    public void strip(ObjectNode document) {
        Dialect.removeFrom(
                parts(document), part -> isCall(part) || (Dialect.isEmptyText(part) && !part.has("thought")));
    }

    /** Where the client asked for numbers in place of words, the reason stays a number. */
    @Override
    public boolean end(ObjectNode document, FaultKind kind) {
        if (candidate(document) instanceof ObjectNode candidate) {
            boolean truncated = kind == FaultKind.TRUNCATED;
            String name = nameOf(candidate, "finish", "Reason");
            if (candidate.path(name).isNumber()) {
                candidate.put(name, truncated ? 2 : 3);
            } else {
                candidate.put(name, truncated ? "MAX_TOKENS" : "SAFETY");
            }
        }
        return true;
    }

    private static JsonNode candidate(ObjectNode document) {
        for (JsonNode candidate : document.path("candidates")) {
            if (candidate.path("index").asInt(0) == 0) {
                return candidate;
            }
        }
        return Json.MAPPER.missingNode();
    }

    private static JsonNode parts(ObjectNode document) {
        return candidate(document).path("content").path("parts");
    }

    private static boolean isCall(JsonNode part) {
        return part.has(nameOf(part, "function", "Call"));
    }

    private static String nameOf(JsonNode node, String first, String second) {
        String snake = first + "_" + second.toLowerCase(Locale.ROOT);
        return node.has(snake) ? snake : first + second;
    }
}
