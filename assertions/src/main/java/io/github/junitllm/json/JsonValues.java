package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain Java values of JSON, and their comparison with numbers by value. Recursion is bounded by the depth read. */
final class JsonValues {

    private JsonValues() {}

    static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                node.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
                yield Collections.unmodifiableMap(members);
            }
            case ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>(node.size());
                node.forEach(item -> items.add(plain(item)));
                yield Collections.unmodifiableList(items);
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            default -> null;
        };
    }

    private static Object number(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : node.decimalValue();
    }

    /** The engine bounds the length of numbers; an exponent makes them as large as it pleases. */
    static boolean numbersWithinLimits(JsonNode node) {
        if (node.isBigDecimal()) {
            BigDecimal value = node.decimalValue();
            return Math.abs((long) value.scale()) <= JsonTokens.EXPONENT + JsonTokens.NUMBER_LENGTH;
        }
        for (JsonNode child : node) {
            if (!numbersWithinLimits(child)) {
                return false;
            }
        }
        return true;
    }

    static boolean equal(@Nullable Object actual, @Nullable Object expected) {
        if (actual == null || expected == null) {
            return actual == expected;
        }
        if (actual instanceof Number a && expected instanceof Number b) {
            return isFinite(b) && decimal(a).compareTo(decimal(b)) == 0;
        }
        if (actual instanceof Map<?, ?> a && expected instanceof Map<?, ?> b) {
            return a.keySet().equals(b.keySet())
                    && a.keySet().stream().allMatch(name -> equal(a.get(name), b.get(name)));
        }
        if (actual instanceof List<?> a && expected instanceof List<?> b) {
            return a.size() == b.size() && equalItems(a, b);
        }
        return actual.equals(expected);
    }

    private static boolean equalItems(List<?> actual, List<?> expected) {
        for (int i = 0; i < actual.size(); i++) {
            if (!equal(actual.get(i), expected.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }

    /** For messages: type and value, bounded however large the value is. */
    static String shown(JsonNode node) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> "boolean " + node;
            case NUMBER -> (node.isIntegralNumber() ? "integer " : "number ") + Visible.excerpt(node.asText(), 80);
            case STRING -> "string \"%s\"".formatted(Visible.excerpt(node.textValue(), 80));
            case OBJECT ->
                isSmall(node)
                        ? "object " + Visible.excerpt(node.toString(), 80)
                        : "object with members " + SchemaMessages.names(node);
            case ARRAY ->
                isSmall(node)
                        ? "array " + Visible.excerpt(node.toString(), 80)
                        : "array of %d items".formatted(node.size());
            default -> "null";
        };
    }

    /** Small enough to be printed for the sake of its first 80 characters. */
    private static boolean isSmall(JsonNode node) {
        if (node.size() > 10) {
            return false;
        }
        for (JsonNode child : node) {
            if (!child.isEmpty() || (child.isTextual() && child.textValue().length() > 80)) {
                return false;
            }
        }
        return true;
    }
}
