package io.github.junitllm.match;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * JSON in one spelling: members sorted, numbers by value, ids of tool calls and responses renamed by first appearance,
 * since SDKs and agents make them up anew in every run.
 */
final class CanonicalJson {

    private static final Set<String> REFERENCES =
            Set.of("tool_call_id", "tool_use_id", "call_id", "previous_response_id");
    private static final Set<String> TYPES_WITH_ID =
            Set.of("function", "tool_use", "function_call", "tool_call", "server_tool_use", "mcp_call");

    private final StringBuilder out = new StringBuilder();
    private final Map<String, String> renamed = new HashMap<>();

    private CanonicalJson() {}

    static String of(JsonNode node) {
        CanonicalJson canonical = new CanonicalJson();
        canonical.write(node);
        return canonical.out.toString();
    }

    private void write(JsonNode node) {
        if (node.isObject()) {
            writeObject(node);
        } else if (node.isArray()) {
            out.append('[');
            for (int i = 0; i < node.size(); i++) {
                out.append(i == 0 ? "" : ",");
                write(node.get(i));
            }
            out.append(']');
        } else if (node.isNumber()) {
            out.append(byValue(node.decimalValue()));
        } else {
            out.append(Json.write(node));
        }
    }

    private void writeObject(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            JsonNode value = node.get(name);
            out.append(i == 0 ? "" : ",")
                    .append(Json.write(Json.MAPPER.getNodeFactory().textNode(name)));
            out.append(':');
            if (isVolatileId(node, name)) {
                out.append(renamed.computeIfAbsent(value.asText(), id -> "\"#" + (renamed.size() + 1) + "\""));
            } else {
                write(value);
            }
        }
        out.append('}');
    }

    /** Whether a member is an id that is made up anew in every run. */
    static boolean isVolatileId(JsonNode object, String name) {
        return object.path(name).isTextual()
                && (REFERENCES.contains(name)
                        || (name.equals("id")
                                && TYPES_WITH_ID.contains(object.path("type").asText(""))));
    }

    /** Never the plain notation: 1e999999999 would fill the memory. */
    private static String byValue(BigDecimal number) {
        BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return stripped.unscaledValue() + (stripped.scale() == 0 ? "" : "e" + -(long) stripped.scale());
    }
}
