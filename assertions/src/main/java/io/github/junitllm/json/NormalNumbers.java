package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A tree in which equal numbers are equal nodes: the library compares nodes, and 1, 1.0 and 1e0 differ there. */
final class NormalNumbers {

    private static final JsonNodeFactory NODES = new JsonNodeFactory(true);

    /** Above, whole numbers are of the one type that holds them all. */
    private static final long LARGEST_LONG = 1_000_000_000_000_000_000L;

    private NormalNumbers() {}

    /** Most answers hold whole numbers only, as they are read: then nothing is copied. */
    static JsonNode of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, ARRAY -> container(node);
            case NUMBER -> isNormal(node) ? node : number(node.decimalValue().stripTrailingZeros());
            default -> node;
        };
    }

    // Whether it is the same node is what is asked here: an equal one is a copy.
    @SuppressWarnings("ReferenceEquality")
    private static JsonNode container(JsonNode node) {
        List<JsonNode> children = new ArrayList<>(node.size());
        boolean same = true;
        for (JsonNode child : node) {
            JsonNode normal = of(child);
            same &= normal == child;
            children.add(normal);
        }
        if (same) {
            return node;
        }
        if (node.isArray()) {
            return NODES.arrayNode(children.size()).addAll(children);
        }
        ObjectNode copy = NODES.objectNode();
        Iterator<JsonNode> values = children.iterator();
        node.fieldNames().forEachRemaining(name -> copy.set(name, values.next()));
        return copy;
    }

    private static boolean isNormal(JsonNode number) {
        return number.isInt()
                || (number.isLong()
                        && number.longValue() != number.intValue()
                        && Math.abs(number.longValue()) < LARGEST_LONG);
    }

    private static JsonNode number(BigDecimal value) {
        if (value.scale() > 0) {
            return DecimalNode.valueOf(value);
        }
        if (value.precision() - value.scale() > 18) {
            return BigIntegerNode.valueOf(value.toBigIntegerExact());
        }
        long whole = value.longValueExact();
        return whole == (int) whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole);
    }
}
