package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** A copy of a tree in which equal numbers are equal nodes: the library compares nodes, and 1, 1.0 and 1e0 differ there. */
final class NormalNumbers {

    private static final JsonNodeFactory NODES = new JsonNodeFactory(true);

    private NormalNumbers() {}

    static JsonNode of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                ObjectNode copy = NODES.objectNode();
                node.properties().forEach(member -> copy.set(member.getKey(), of(member.getValue())));
                yield copy;
            }
            case ARRAY -> {
                ArrayNode copy = NODES.arrayNode(node.size());
                node.forEach(item -> copy.add(of(item)));
                yield copy;
            }
            case NUMBER -> number(node.decimalValue().stripTrailingZeros());
            default -> node;
        };
    }

    private static JsonNode number(BigDecimal value) {
        if (value.scale() > 0) {
            return DecimalNode.valueOf(value);
        }
        return value.precision() - value.scale() <= 18
                ? LongNode.valueOf(value.longValueExact())
                : BigIntegerNode.valueOf(value.toBigIntegerExact());
    }
}
