package io.github.junitllm.dataset;

import io.github.junitllm.dataset.Shape.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members that speak about a case and are not part of its input. */
final class Reserved {

    static final Set<String> GOVERNANCE =
            Set.of("origin", "author", "created", "reviewed", "valid_from", "valid_until", "notes", "weight", "slice");
    static final Set<String> NAMES = Set.of(
            "id",
            "tags",
            "origin",
            "author",
            "created",
            "reviewed",
            "valid_from",
            "valid_until",
            "notes",
            "weight",
            "slice");

    private Reserved() {}

    /** Adds to the fields the reserved members that a component asks for by name; the others stay out of the way. */
    static Map<String, @Nullable Object> members(CaseData data, Shape shape) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(data.fields());
        for (Slot slot : shape.slots()) {
            String name = slot.name();
            if (name.equals("id")) {
                members.put(name, slot.accepts(Number.class) ? data.writtenId() : data.id());
            } else if (name.equals("tags")) {
                members.put(
                        name, slot.accepts(String.class) ? String.join(", ", data.tags()) : List.copyOf(data.tags()));
            } else if (!members.containsKey(name) && data.governance().containsKey(written(name))) {
                members.put(name, data.governance().get(written(name)));
            }
        }
        return members;
    }

    private static String written(String component) {
        return switch (component) {
            case "validFrom" -> "valid_from";
            case "validUntil" -> "valid_until";
            default -> component;
        };
    }
}
