package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The member names that a schema declares for one object, through everything that applies to the same object. */
final class DeclaredMembers {

    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
    private static final List<String> SINGLES = List.of("if", "then", "else");

    private final JsonNode root;
    private final Set<JsonNode> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> names = new LinkedHashSet<>();

    private DeclaredMembers(JsonNode root) {
        this.root = root;
    }

    /** @param pointer JSON Pointer to the keyword that refused a member, in the schema {@code root} */
    static Set<String> beside(JsonNode root, String pointer) {
        DeclaredMembers declared = new DeclaredMembers(root);
        declared.collect(root.at(pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')))));
        return declared.names;
    }

    private void collect(JsonNode schema) {
        if (!schema.isObject() || !visited.add(schema)) {
            return;
        }
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        LISTS.forEach(keyword -> schema.path(keyword).forEach(this::collect));
        SINGLES.forEach(keyword -> collect(schema.path(keyword)));
        schema.path("dependentSchemas").forEach(this::collect);
        String reference = schema.path("$ref").asText("");
        if (reference.equals("#") || reference.startsWith("#/")) {
            collect(root.at(reference.substring(1)));
        }
    }
}
