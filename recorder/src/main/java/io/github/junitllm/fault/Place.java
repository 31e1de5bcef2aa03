package io.github.junitllm.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of text or of a tool call's arguments in a document.
 *
 * @param whole pieces of the same whole have this in common
 * @param parent the object that holds it
 * @param member its name there
 */
record Place(String whole, ObjectNode parent, String member) {

    /** Returns the place of a text that is not empty. */
    static List<Place> text(String whole, JsonNode parent, String member) {
        JsonNode value = parent.path(member);
        return parent instanceof ObjectNode object
                        && value.isTextual()
                        && !value.asText().isEmpty()
                ? List.of(new Place(whole, object, member))
                : List.of();
    }

    /** Returns the place of arguments: a text that is not empty, or an object with members. */
    static List<Place> arguments(String whole, JsonNode parent, String member) {
        JsonNode value = parent.path(member);
        return parent instanceof ObjectNode object && value.isObject() && !value.isEmpty()
                ? List.of(new Place(whole, object, member))
                : text(whole, parent, member);
    }

    /** Returns the texts of a content that is a text itself or a list of parts. */
    static List<Place> texts(JsonNode parent, String member) {
        List<Place> places = new ArrayList<>(text("text", parent, member));
        parent.path(member).forEach(part -> places.addAll(text("text", part, "text")));
        return places;
    }

    boolean isObject() {
        return parent.path(member).isObject();
    }

    String text() {
        return parent.path(member).asText();
    }

    int length() {
        String text = text();
        return text.codePointCount(0, text.length());
    }

    /** Keeps the first characters; characters outside the basic plane stay whole. */
    void keep(int characters) {
        String text = text();
        int kept = Math.min(characters, length());
        parent.put(member, text.substring(0, text.offsetByCodePoints(0, kept)));
    }
}
