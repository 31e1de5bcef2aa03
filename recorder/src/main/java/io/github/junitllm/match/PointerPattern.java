package io.github.junitllm.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A JSON Pointer (RFC 6901) in which {@code *} stands for any one member or element. */
record PointerPattern(List<String> segments) {

    private static final String ANY = "*";
    /** An ignored element keeps its place, so that those after it keep theirs. */
    private static final String IGNORED = "[IGNORED]";

    static PointerPattern parse(String pointer) {
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    "ignore \"%s\": expected a JSON Pointer that starts with a slash, for example /messages/0/content, or /messages/*/content with * for any one member or element"
                            .formatted(pointer));
        }
        return new PointerPattern(Arrays.stream(pointer.substring(1).split("/", -1))
                .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                .toList());
    }

    void removeFrom(JsonNode node) {
        remove(node, 0);
    }

    private void remove(JsonNode node, int depth) {
        String segment = segments.get(depth);
        boolean last = depth == segments.size() - 1;
        if (node instanceof ObjectNode object) {
            List<String> names = segment.equals(ANY)
                    ? object.propertyStream().map(Map.Entry::getKey).toList()
                    : List.of(segment);
            for (String name : names) {
                if (last) {
                    object.remove(name);
                } else {
                    remove(object.path(name), depth + 1);
                }
            }
        } else if (node instanceof ArrayNode array) {
            indices(array, segment).forEach(index -> {
                if (last) {
                    array.set(index, IGNORED);
                } else {
                    remove(array.get(index), depth + 1);
                }
            });
        }
    }

    private static IntStream indices(ArrayNode array, String segment) {
        if (segment.equals(ANY)) {
            return IntStream.range(0, array.size());
        }
        boolean index = segment.matches("\\d{1,9}") && Integer.parseInt(segment) < array.size();
        return index ? IntStream.of(Integer.parseInt(segment)) : IntStream.empty();
    }
}
