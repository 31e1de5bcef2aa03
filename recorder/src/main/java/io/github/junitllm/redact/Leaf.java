package io.github.junitllm.redact;

import io.github.junitllm.exchange.Json;
import java.util.BitSet;
import java.util.List;

/** One value, name or stretch of plain text within a text, with the marks of what is to go. For one thread. */
final class Leaf {

    enum Kind {
        /** A string value of a JSON document. */
        STRING,
        /** A number of a JSON document. */
        NUMBER,
        /** The name of a member. */
        NAME,
        /** What stands behind {@code data:} and is no JSON. */
        DATA,
        /** Text that is no JSON. */
        TEXT
    }

    private final Kind kind;
    private final JsonPlace place;
    private final String value;
    private final int start;
    private final int end;
    private final BitSet hidden = new BitSet();
    private final BitSet marks = new BitSet();

    /**
     * Makes a leaf.
     *
     * @param value what it says, unescaped
     * @param start where it is written in the text, quotes included
     * @param end where that ends, exclusive
     */
    Leaf(Kind kind, JsonPlace place, String value, int start, int end) {
        this.kind = kind;
        this.place = place;
        this.value = value;
        this.start = start;
        this.end = end;
    }

    Kind kind() {
        return kind;
    }

    String value() {
        return value;
    }

    JsonPlace place() {
        return place;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    boolean isJson() {
        return isJson(value);
    }

    /** Tells whether a text is a JSON document, or begins like one: also one in quotes of its own. */
    static boolean isJson(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' || c == '[') {
                return true;
            }
            if (c != '"' && c != '\\' && !Character.isWhitespace(c)) {
                return false;
            }
        }
        return false;
    }

    void hideAll() {
        hide(0, value.length(), true);
    }

    void hide(List<Finding> found) {
        found.forEach(finding -> hide(finding.start(), finding.end(), true));
    }

    /**
     * Hides a stretch.
     *
     * @param marked whether the mark stands at its start; the later pieces of a credential become nothing
     */
    void hide(int from, int to, boolean marked) {
        if (marked && !hidden.get(from)) {
            marks.set(from);
        }
        hidden.set(from, to);
    }

    boolean isTouched() {
        return !hidden.isEmpty();
    }

    boolean isHidden(int from, int to) {
        int first = hidden.nextSetBit(from);
        return first >= 0 && first < to;
    }

    /** What is written in its place. */
    String written() {
        String text = visible();
        return kind == Kind.TEXT || kind == Kind.DATA
                ? text
                : Json.write(Json.MAPPER.getNodeFactory().textNode(text));
    }

    private String visible() {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < value.length(); at++) {
            if (marks.get(at)) {
                text.append(Redactor.MARK);
            }
            if (!hidden.get(at)) {
                text.append(value.charAt(at));
            }
        }
        return text.toString();
    }
}
