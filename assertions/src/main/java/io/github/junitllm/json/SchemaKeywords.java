package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.match.ClosestName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the keyword of a schema that is none and nearly is one: every validator passes over it, and it checks nothing. */
final class SchemaKeywords {

    private static final Set<String> SINGLES = Set.of(
            "items",
            "additionalItems",
            "contains",
            "additionalProperties",
            "unevaluatedItems",
            "unevaluatedProperties",
            "propertyNames",
            "not",
            "if",
            "then",
            "else",
            "contentSchema");

    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems", "items");

    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    /** Of all drafts, and the widespread ones of OpenAPI. */
    private static final Set<String> OTHERS = Set.of(
            "$schema",
            "$id",
            "id",
            "$ref",
            "$anchor",
            "$dynamicRef",
            "$dynamicAnchor",
            "$recursiveRef",
            "$recursiveAnchor",
            "$vocabulary",
            "$comment",
            "type",
            "enum",
            "const",
            "multipleOf",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "maxContains",
            "minContains",
            "maxProperties",
            "minProperties",
            "required",
            "dependentRequired",
            "dependencies",
            "format",
            "contentEncoding",
            "contentMediaType",
            "title",
            "description",
            "default",
            "deprecated",
            "readOnly",
            "writeOnly",
            "examples",
            "example",
            "nullable",
            "discriminator",
            "xml",
            "externalDocs");

    private static final Set<String> KNOWN = known();

    private SchemaKeywords() {}

    private record Place(JsonNode schema, String pointer) {}

    /** What is wrong with the first such keyword, in words. */
    static Optional<String> misspelt(JsonNode root) {
        Deque<Place> open = new ArrayDeque<>(List.of(new Place(root, "")));
        while (!open.isEmpty()) {
            Place place = open.pop();
            if (!place.schema().isObject()) {
                continue;
            }
            for (Map.Entry<String, JsonNode> member : place.schema().properties()) {
                String keyword = member.getKey();
                String pointer = place.pointer() + "/" + JsonPath.escape(keyword);
                if (!KNOWN.contains(keyword) && !keyword.startsWith("x-")) {
                    Optional<String> near = ClosestName.to(keyword, KNOWN);
                    if (near.isPresent()) {
                        return Optional.of("schema: \"%s\" at %s is no keyword and checks nothing; did you mean \"%s\"?"
                                .formatted(Visible.excerpt(keyword, 60), Visible.excerpt(pointer, 200), near.get()));
                    }
                }
                descend(keyword, member.getValue(), pointer, open);
            }
        }
        return Optional.empty();
    }

    private static void descend(String keyword, JsonNode value, String pointer, Deque<Place> open) {
        if (MAPS.contains(keyword)) {
            value.properties()
                    .forEach(named ->
                            open.add(new Place(named.getValue(), pointer + "/" + JsonPath.escape(named.getKey()))));
        } else if (LISTS.contains(keyword) && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                open.add(new Place(value.get(i), pointer + "/" + i));
            }
        } else if (SINGLES.contains(keyword)) {
            open.add(new Place(value, pointer));
        }
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(OTHERS);
        known.addAll(SINGLES);
        known.addAll(LISTS);
        known.addAll(MAPS);
        return known;
    }
}
