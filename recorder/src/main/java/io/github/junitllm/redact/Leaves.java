package io.github.junitllm.redact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.junitllm.exchange.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text cut into its leaves: the strings, numbers and names of a JSON document, or of each line that is one (alone, or
 * behind {@code data:} as in an event), and the plain text between.
 *
 * @param text the text
 * @param all its leaves in order
 * @param records whether several documents follow each other, so that one text may run through them
 * @param inArray whether these are the elements of one array
 */
record Leaves(String text, List<Leaf> all, boolean records, boolean inArray) {

    private static final Pattern LINE = Pattern.compile("^((?:data: ?)?)([^\\r\\n]*+)", Pattern.MULTILINE);

    static Leaves of(String text) {
        Optional<List<Leaf>> document = document(text, 0);
        if (document.isPresent()) {
            boolean array = text.stripLeading().startsWith("[");
            return new Leaves(text, document.get(), array, array);
        }
        List<Leaf> all = new ArrayList<>();
        int documents = 0;
        int from = 0;
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            Optional<List<Leaf>> json = document(line.group(2), line.start(2));
            if (json.isPresent() || line.group(1).startsWith("data:")) {
                addText(text, from, line.start(2), all);
                all.addAll(json.orElseGet(() ->
                        List.of(new Leaf(Leaf.Kind.DATA, JsonPlace.NONE, line.group(2), line.start(2), line.end(2)))));
                from = line.end(2);
                documents++;
            }
        }
        addText(text, from, text.length(), all);
        return new Leaves(text, all, documents > 1, false);
    }

    private static void addText(String text, int from, int to, List<Leaf> all) {
        if (from < to) {
            all.add(new Leaf(Leaf.Kind.TEXT, JsonPlace.NONE, text.substring(from, to), from, to));
        }
    }

    /** The leaves of a text that is exactly one object or array, else empty. */
    private static Optional<List<Leaf>> document(String text, int offset) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return Optional.empty();
        }
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(text)) {
            return read(parser, text, offset);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Optional<List<Leaf>> read(JsonParser parser, String text, int offset) throws IOException {
        List<Leaf> all = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        JsonPlace next = JsonPlace.root();
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token.isStructEnd()) {
                open.pop();
                if (open.isEmpty()) {
                    return parser.nextToken() == null ? Optional.of(all) : Optional.empty();
                }
                continue;
            }
            if (token == JsonToken.FIELD_NAME) {
                next = open.element().place.member(parser.currentName());
                all.add(leaf(Leaf.Kind.NAME, next, parser, text, offset));
                continue;
            }
            Open parent = open.peek();
            JsonPlace place = parent != null && parent.array ? parent.place.element(parent.count++) : next;
            if (token.isStructStart()) {
                open.push(new Open(place, token == JsonToken.START_ARRAY));
            } else if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
                if (parent != null && !parent.array) {
                    parent.place.sibling(
                            place.name(), token.isNumeric() ? parser.getText() : excerpt(parser.getText()));
                }
                all.add(leaf(token.isNumeric() ? Leaf.Kind.NUMBER : Leaf.Kind.STRING, place, parser, text, offset));
            }
        }
        return Optional.empty();
    }

    private static String excerpt(String type) {
        return type.length() <= 80 ? type : type.substring(0, 80);
    }

    private static Leaf leaf(Leaf.Kind kind, JsonPlace place, JsonParser parser, String text, int offset)
            throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        String value = parser.getText();
        int end = kind == Leaf.Kind.NUMBER ? start + value.length() : closing(text, start);
        return new Leaf(kind, place, value, offset + start, offset + end);
    }

    private static int closing(String text, int start) {
        int at = start + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /** The text with what its leaves hide taken out; the same text when they hide nothing. */
    String written() {
        StringBuilder clean = new StringBuilder();
        int from = 0;
        for (Leaf leaf : all) {
            if (leaf.isTouched()) {
                clean.append(text, from, leaf.start()).append(leaf.written());
                from = leaf.end();
            }
        }
        return from == 0 && clean.isEmpty()
                ? text
                : clean.append(text, from, text.length()).toString();
    }

    private static final class Open {
        private final JsonPlace place;
        private final boolean array;
        private int count;

        Open(JsonPlace place, boolean array) {
            this.place = place;
            this.array = array;
        }
    }
}
