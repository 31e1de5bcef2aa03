package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Follows a JSON Pointer (RFC 6901) step by step, so as to say how far it led. */
final class JsonPath {

    private JsonPath() {}

    /** A node, or a missing node and the reason why there is none. */
    record Found(JsonNode node, String reason) {}

    static Found follow(JsonNode root, String pointer) {
        JsonNode node = root;
        StringBuilder walked = new StringBuilder();
        for (String step : steps(pointer)) {
            JsonNode next = node.isArray() ? node.path(index(step)) : node.path(step);
            if (next.isMissingNode()) {
                return new Found(next, stopped(node, walked.toString(), step));
            }
            walked.append('/').append(escape(step));
            node = next;
        }
        return new Found(node, "");
    }

    static List<String> steps(String pointer) {
        if (!pointer.isEmpty() && pointer.charAt(0) != '/') {
            throw new IllegalArgumentException(
                    "pointer = \"%s\", allowed are \"\" and what starts with /; write for example \"/items/0/id\""
                            .formatted(pointer));
        }
        List<String> steps = new ArrayList<>();
        int from = 1;
        while (from <= pointer.length() && !pointer.isEmpty()) {
            int slash = pointer.indexOf('/', from);
            int to = slash < 0 ? pointer.length() : slash;
            steps.add(pointer.substring(from, to).replace("~1", "/").replace("~0", "~"));
            from = to + 1;
        }
        return steps;
    }

    static String escape(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }

    /** Digits without leading zero; -1 leads nowhere. */
    private static int index(String step) {
        boolean number = !step.isEmpty()
                && step.length() < 10
                && step.chars().allMatch(c -> c >= '0' && c <= '9')
                && (step.length() == 1 || step.charAt(0) != '0');
        return number ? Integer.parseInt(step) : -1;
    }

    private static String stopped(JsonNode node, String walked, String step) {
        String place = walked.isEmpty() ? "the root" : walked;
        if (node.isArray()) {
            return "%s is an array of %d, without \"%s\"".formatted(place, node.size(), Visible.excerpt(step, 60));
        }
        if (!node.isObject()) {
            return "%s is %s, without members".formatted(place, JsonValues.shown(node));
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return "%s has no member \"%s\"%s, %s"
                .formatted(
                        place,
                        Visible.excerpt(step, 60),
                        Visible.nearest(step, names),
                        names.isEmpty() ? "it is empty" : "there are " + SchemaMessages.names(node));
    }
}
