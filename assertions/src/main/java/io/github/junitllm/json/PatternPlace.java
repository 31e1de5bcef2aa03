package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** Finds where a pattern stands in a schema, for a message: the library tells a pattern its text only. */
final class PatternPlace {

    private PatternPlace() {}

    /** The JSON Pointer to the first keyword with this pattern, or words that say that there is none. */
    static String in(JsonNode schema, String pattern) {
        return find(schema, pattern).orElse("outside of the schema itself");
    }

    private static Optional<String> find(JsonNode node, String pattern) {
        if (node.path("pattern").asText("").equals(pattern)) {
            return Optional.of("/pattern");
        }
        if (node.path("patternProperties").has(pattern)) {
            return Optional.of("/patternProperties/" + JsonPath.escape(pattern));
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            Optional<String> found = find(member.getValue(), pattern);
            if (found.isPresent()) {
                return found.map(place -> "/" + JsonPath.escape(member.getKey()) + place);
            }
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            Optional<String> found = find(node.get(i), pattern);
            if (found.isPresent()) {
                return Optional.of("/" + i + found.get());
            }
        }
        return Optional.empty();
    }
}
