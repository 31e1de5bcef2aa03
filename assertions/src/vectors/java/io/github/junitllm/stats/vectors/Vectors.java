package io.github.junitllm.stats.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import java.util.List;
import java.util.stream.StreamSupport;

/** The cases of a file of independently computed values. */
public final class Vectors {

    private Vectors() {}

    /** One case. */
    public record Vector(String id, String function, JsonNode node) {

        /** Compute the case; empty when every expected member agrees. */
        public List<Disagreement> disagreements() {
            VectorCheck check = Checks.ALL.get(function);
            if (check == null) {
                return List.of(new Disagreement(id, "function", "a known function", function));
            }
            Expected out = new Expected(id, node.path("expected"), node.path("tolerance"));
            try {
                check.check(new Input(node.path("input")), out);
            } catch (RuntimeException e) {
                out.failed(e);
            }
            return out.disagreements();
        }
    }

    /**
     * Read a file of the format {@code {"format": 1, "cases": [...]}}.
     *
     * @throws IllegalArgumentException when the text is not of that format
     */
    public static List<Vector> read(String text) {
        JsonNode file = Json.tryRead(text)
                .orElseThrow(() -> new IllegalArgumentException("not a JSON document: expected {\"cases\": [...]}"));
        if (!file.path("cases").isArray()) {
            throw new IllegalArgumentException("no list \"cases\": expected {\"cases\": [...]}");
        }
        return StreamSupport.stream(file.get("cases").spliterator(), false)
                .map(node -> new Vector(
                        node.path("id").asText("?"), node.path("function").asText("?"), node))
                .toList();
    }
}
