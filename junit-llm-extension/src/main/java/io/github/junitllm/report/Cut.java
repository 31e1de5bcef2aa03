package io.github.junitllm.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.junitllm.exchange.Json;

/** Long text cut, with its size said: a string, or {@code {"text", "more"}} with the number of characters that are left out. */
final class Cut {

    static final int LONGEST = 20_000;

    private Cut() {}

    static JsonNode text(String text, int longest) {
        if (text.length() <= longest) {
            return TextNode.valueOf(text);
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return Json.MAPPER
                .createObjectNode()
                .put("text", text.substring(0, end))
                .put("more", text.length() - end);
    }

    /** Cuts every text below a node; names of members are short, since they are ours. */
    static JsonNode all(JsonNode node, int longest) {
        if (node.isTextual()) {
            return text(node.asText(), longest);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.MAPPER.createArrayNode();
            array.forEach(element -> copy.add(all(element, longest)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.MAPPER.createObjectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), all(member.getValue(), longest)));
            return copy;
        }
        return node;
    }
}
