package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Reads what a model probably meant by text that is nearly JSON, and notes every mend with its place. */
final class LenientParser extends LenientWords {

    LenientParser(String text) {
        super(text);
    }

    /** Reads the whole text. */
    JsonNode document() {
        skip();
        JsonNode value = value();
        if (value == null) {
            throw new TooDamaged("no value");
        }
        int after = at;
        skip();
        boolean separated = peek() == ',' || text.substring(after, at).indexOf('\n') >= 0;
        if (separated && !value.isContainerNode() && peek() != END) {
            return several(value);
        }
        if (value instanceof ObjectNode object && peek() == ',' && isNameAhead()) {
            mend("object closed too early", after);
            at++;
            members(object);
        } else if (separated
                && peek() == ','
                && !text.substring(at + 1).isBlank()
                && !",]}".contains(text.substring(at + 1).strip().substring(0, 1))) {
            return several(value);
        }
        rest();
        return value;
    }

    private boolean isNameAhead() {
        int start = at++;
        skip();
        boolean name = false;
        if (isQuote(peek())) {
            place = Place.NAME;
            piece(false);
            skip();
            name = peek() == ':' || isQuote(peek());
        }
        at = start;
        return name;
    }

    /** Values side by side, with commas or on lines of their own. */
    private JsonNode several(JsonNode first) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode().add(first);
        mend("values without an array", 0);
        while (true) {
            if (peek() == ',') {
                at++;
                skip();
            }
            JsonNode next = peek() == END ? null : value();
            if (next == null) {
                break;
            }
            all.add(next);
            skip();
        }
        rest();
        return all;
    }

    private void rest() {
        skip();
        int start = at;
        while (at < text.length()
                && ("}])`;,".indexOf(text.charAt(at)) >= 0 || Character.isWhitespace(text.charAt(at)))) {
            at++;
            skip();
        }
        if (at > start) {
            mend("closed more than was opened", start);
        }
        if (at < text.length()) {
            throw new TooDamaged("text after the value at " + source.place(at));
        }
    }

    /** Reads a value, null where none begins. */
    @Override
    @Nullable
    JsonNode value() {
        spend();
        skip();
        int c = peek();
        if (c == '{') {
            return object();
        }
        if (c == '[') {
            return array();
        }
        if (c == '/') {
            return regex();
        }
        if (isQuote(c)) {
            return string();
        }
        if (c == END || "}],:".indexOf(c) >= 0 || isEndOfCall(c)) {
            return null;
        }
        return word();
    }

    private ObjectNode object() {
        enter();
        at++;
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        members(object);
        depth--;
        return object;
    }

    private void members(ObjectNode object) {
        Entries members = new Entries("object", '}', ']');
        while (members.hasNext()) {
            int before = at;
            member(object);
            at = Math.max(at, before + 1);
        }
    }

    /** What stands between the brackets of an object or array, up to the end of it, also a missing one. */
    private final class Entries {

        private final int open = at - 1;
        private final String kind;
        private final char closer;
        private final char otherCloser;
        private boolean first = true;

        Entries(String kind, char closer, char otherCloser) {
            this.kind = kind;
            this.closer = closer;
            this.otherCloser = otherCloser;
        }

        /** Goes to the next entry, or behind the end. */
        boolean hasNext() {
            boolean comma = skipSeparators();
            int c = peek();
            if (c == closer) {
                if (comma && !first) {
                    mend("trailing comma", at);
                }
                at++;
                return false;
            }
            if (c == END || c == otherCloser || isEndOfCall(c)) {
                mend(
                        kind + (c == otherCloser ? " closed with " + otherCloser : " not closed"),
                        c == otherCloser ? at : open);
                return false;
            }
            if (!first && !comma) {
                mend("missing comma", at);
            }
            first = false;
            return true;
        }

        private boolean skipSeparators() {
            boolean comma = false;
            skip();
            while (peek() == ',' || isEllipsis()) {
                separator(comma || first);
                comma = true;
                skip();
            }
            return comma;
        }
    }

    private void separator(boolean stray) {
        if (isEllipsis()) {
            mend("ellipsis", at);
            at += peek() == '…' ? 1 : 3;
        } else {
            if (stray) {
                mend("stray comma", at);
            }
            at++;
        }
    }

    private void member(ObjectNode object) {
        int start = at;
        String name;
        place = Place.NAME;
        if (isQuote(peek())) {
            name = string().asText();
        } else {
            name = unquoted(true);
            mend("member without quotes", start);
        }
        skip();
        if (peek() == ':') {
            at++;
        } else if (peek() == END || peek() == ',' || peek() == '}' || peek() == ']') {
            mend("member without a value", start);
            if (at == start) {
                at++;
            }
        } else {
            mend("missing colon", at);
        }
        place = Place.VALUE;
        JsonNode value = value();
        if (value == null) {
            mend("missing value", at);
            value = JsonNodeFactory.instance.nullNode();
            if (peek() == ':') {
                at++;
            }
        }
        if (object.has(name)) {
            mend("member a second time", start);
        }
        object.set(name, value);
    }

    private ArrayNode array() {
        enter();
        at++;
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        Entries items = new Entries("array", ']', '}');
        while (items.hasNext()) {
            int before = at;
            place = Place.ITEM;
            JsonNode value = value();
            if (value == null) {
                mend("stray " + (char) peek(), at);
                at = Math.max(at, before + 1);
            } else {
                array.add(value);
            }
        }
        depth--;
        return array;
    }
}
