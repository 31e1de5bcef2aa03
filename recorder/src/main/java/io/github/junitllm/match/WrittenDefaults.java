package io.github.junitllm.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * Members that mean the same written out with their default or left out, which minor versions of SDKs change: LangChain4j
 * 1.18 writes the booleans of Gemini's {@code generationConfig} and 1.19 does not. A closed list, each from the API's
 * reference.
 */
final class WrittenDefaults {

    private static final String GEMINI = "generationConfig";
    private static final Map<String, JsonNode> OF_BODY = Map.of("stream", BooleanNode.FALSE);
    private static final Map<String, JsonNode> OF_GEMINI = Map.of(
            "candidateCount",
            IntNode.valueOf(1),
            "enableEnhancedCivicAnswers",
            BooleanNode.FALSE,
            "responseLogprobs",
            BooleanNode.FALSE,
            "responseMimeType",
            TextNode.valueOf("text/plain"));

    private WrittenDefaults() {}

    static void removeFrom(ObjectNode body) {
        remove(OF_BODY, body);
        if (body.get(GEMINI) instanceof ObjectNode config) {
            remove(OF_GEMINI, config);
            if (config.isEmpty()) {
                body.remove(GEMINI);
            }
        }
    }

    private static void remove(Map<String, JsonNode> defaults, ObjectNode from) {
        defaults.forEach((name, value) -> {
            if (value.equals(from.get(name))) {
                from.remove(name);
            }
        });
    }
}
