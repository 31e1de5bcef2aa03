package io.github.junitllm.json;

import io.github.junitllm.json.JsonDiagnosis.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Walks over a text from its start and reports the first deviation from RFC 8259. One pass, no recursion, no regular
 * expression: linear in the length of the text. It never judges: what the strict engine accepts is valid.
 */
final class JsonScanner {

    /** Objects and arrays may be nested so deep. */
    static final int DEPTH = 1_000;

    private enum Expected {
        VALUE,
        FIRST_ITEM,
        FIRST_MEMBER,
        MEMBER,
        COLON,
        SEPARATOR
    }

    /** An object or array not yet closed; {@code members} has the names so far with their offsets. */
    private record Open(int offset, boolean object, Map<String, Integer> members) {

        String closer() {
            return object ? "}" : "]";
        }
    }

    private final JsonText text;
    private final JsonTokens tokens;
    private final JsonSurroundings surroundings;
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;
    /** Offset of the comma just read, or -1 when the last token was another. */
    private int comma = -1;
    /** Offset after the string just read, or -1 when the last value was another. */
    private int stringEnd = -1;

    private JsonScanner(JsonText text) {
        this.text = text;
        this.tokens = new JsonTokens(text);
        this.surroundings = new JsonSurroundings(text);
    }

    static Optional<JsonDiagnosis> firstDeviation(String text) {
        JsonText source = new JsonText(text);
        try {
            new JsonScanner(source).scan();
            return Optional.empty();
        } catch (Deviation deviation) {
            return Optional.of(deviation.in(source));
        }
    }

    private void scan() {
        at = surroundings.requireStart();
        Expected next = value(Expected.VALUE);
        while (!open.isEmpty()) {
            at = text.skipSpace(at);
            if (text.endsAt(at)) {
                throw unclosed();
            }
            refuseForeign();
            next = switch (next) {
                case VALUE, FIRST_ITEM -> value(next);
                case FIRST_MEMBER, MEMBER -> member(next);
                case COLON -> colon();
                case SEPARATOR -> separator();
            };
        }
        surroundings.requireEnd(at, stringEnd);
    }

    private Open innermost() {
        return open.getFirst();
    }

    private Deviation unclosed() {
        int end = text.trimmedLength();
        Open inner = innermost();
        return new Deviation(
                Kind.UNCLOSED,
                end,
                end,
                "unexpected end",
                "; expected \"%s\" for the %s opened at %s%s"
                        .formatted(
                                inner.closer(),
                                inner.object ? "object" : "array",
                                text.place(inner.offset),
                                open.size() == 1 ? "" : ", and %d more closed".formatted(open.size() - 1)));
    }

    /** What never stands between two tokens, whatever is expected. */
    private void refuseForeign() {
        char c = text.at(at);
        if (surroundings.isComment(at)) {
            throw surroundings.comment(at);
        }
        if (c == '`' || text.startsWith("~~~", at)) {
            throw surroundings.fence(at, "the JSON is interrupted by");
        }
        if (c == '\\' && text.at(at + 1) == '"') {
            throw surroundings.escapedTwice(at);
        }
        if (text.startsWith("...", at) || c == '\u2026') {
            throw new Deviation(
                    Kind.ELLIPSIS,
                    at,
                    at + (c == '.' ? 3 : 1),
                    "ellipsis",
                    "; expected all items and members written out");
        }
    }

    private Expected value(Expected expected) {
        char c = text.at(at);
        int start = at;
        if (c == '{' || c == '[') {
            return open(c == '{');
        }
        if (c == ']' || c == '}' || c == ',' || c == ':') {
            return noValue(c, expected);
        }
        refuseQuotes(c);
        if (c == '"') {
            at = tokens.string(start);
            stringEnd = at;
        } else if (c == '-' || (c >= '0' && c <= '9') || isBareNumber(c)) {
            at = tokens.number(start, !open.isEmpty());
            stringEnd = -1;
        } else if (JsonText.isWordPart(c)) {
            at = tokens.literal(start, !open.isEmpty());
            stringEnd = -1;
        } else {
            throw unexpected("a value");
        }
        comma = -1;
        return Expected.SEPARATOR;
    }

    private boolean isBareNumber(char c) {
        char next = text.at(at + 1);
        return (c == '.' || c == '+') && ((next >= '0' && next <= '9') || next == '.' || next == 'I');
    }

    private Expected open(boolean object) {
        if (open.size() == DEPTH) {
            throw new Deviation(
                    Kind.NESTED_TOO_DEEP,
                    at,
                    at + 1,
                    "nesting deeper than 1,000",
                    "; read are objects and arrays within at most 999 others");
        }
        open.push(new Open(at, object, new HashMap<>(0)));
        at++;
        comma = -1;
        stringEnd = -1;
        return object ? Expected.FIRST_MEMBER : Expected.FIRST_ITEM;
    }

    private Expected noValue(char c, Expected expected) {
        if (c == ']' && !innermost().object && expected == Expected.FIRST_ITEM) {
            return close();
        }
        if (comma >= 0 && (c == ']' || c == '}')) {
            throw trailingComma(c);
        }
        if (c == '}' && !innermost().object) {
            throw mismatched();
        }
        if (c == ']' && innermost().object) {
            throw mismatched();
        }
        throw missing("value", c);
    }

    private Deviation missing(String what, char c) {
        return new Deviation(Kind.MISSING_VALUE, at, at + 1, "missing " + what, ", before \"" + c + '"');
    }

    private Deviation trailingComma(char before) {
        return new Deviation(Kind.TRAILING_COMMA, comma, comma + 1, "trailing comma", ", before \"" + before + '"');
    }

    private Deviation mismatched() {
        Open inner = innermost();
        return new Deviation(
                Kind.MISMATCHED_CLOSER,
                at,
                at + 1,
                "mismatched \"" + text.at(at) + '"',
                "; expected \"%s\" for the %s opened at %s"
                        .formatted(inner.closer(), inner.object ? "object" : "array", text.place(inner.offset)));
    }

    private void refuseQuotes(char c) {
        if (c == '\'') {
            throw new Deviation(
                    Kind.SINGLE_QUOTES,
                    at,
                    surroundings.quotedEnd(at, "'"),
                    "single quotes",
                    ": %s; expected double quotes".formatted(text.excerpt(at, surroundings.quotedEnd(at, "'"))));
        }
        if (JsonSurroundings.TYPOGRAPHIC.indexOf(c) >= 0) {
            int end = surroundings.quotedEnd(at, JsonSurroundings.TYPOGRAPHIC);
            throw new Deviation(
                    Kind.TYPOGRAPHIC_QUOTES,
                    at,
                    end,
                    "typographic quotes",
                    ": %s; expected plain double quotes".formatted(text.excerpt(at, end)));
        }
    }

    private Expected member(Expected expected) {
        char c = text.at(at);
        if (c == '"') {
            int start = at;
            at = tokens.string(start);
            refuseDuplicate(start);
            comma = -1;
            return Expected.COLON;
        }
        if (c == '}' || c == ']') {
            if (comma >= 0) {
                throw trailingComma(c);
            }
            if (c == '}' && expected == Expected.FIRST_MEMBER) {
                return close();
            }
            throw mismatched();
        }
        if (c == ',' || c == ':') {
            throw missing(c == ',' ? "member" : "member name", c);
        }
        refuseQuotes(c);
        if (JsonText.isWordPart(c) || c == '-' || c == '@' || c == '.') {
            int end = text.chunkEnd(at);
            throw new Deviation(
                    Kind.UNQUOTED_MEMBER,
                    at,
                    end,
                    "unquoted member name " + text.excerpt(at, end),
                    "; expected it in double quotes");
        }
        throw unexpected("a member name in double quotes or \"}\"");
    }

    private void refuseDuplicate(int start) {
        String name = unescaped(text.text().substring(start + 1, at - 1));
        Integer first = innermost().members.putIfAbsent(name, start);
        if (first != null) {
            throw new Deviation(
                    Kind.DUPLICATE_MEMBER,
                    start,
                    at,
                    "duplicate member " + text.excerpt(start, at),
                    ", first at %s; expected each name once in an object".formatted(text.place(first)));
        }
    }

    /** Names are equal when their characters are, however they are written. The string was read before, so it is sound. */
    private static String unescaped(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder plain = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            if (escape == 'u') {
                plain.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                int known = "bfnrt".indexOf(escape);
                plain.append(known < 0 ? escape : "\b\f\n\r\t".charAt(known));
            }
        }
        return plain.toString();
    }

    private Expected colon() {
        if (text.at(at) == ':') {
            at++;
            return Expected.VALUE;
        }
        throw new Deviation(
                Kind.MISSING_COLON,
                at,
                text.chunkEnd(at),
                "missing colon",
                ", before %s; expected \":\" after the member name".formatted(text.quoted(at, text.chunkEnd(at))));
    }

    private Expected separator() {
        char c = text.at(at);
        if (c == ',') {
            comma = at++;
            return innermost().object ? Expected.MEMBER : Expected.VALUE;
        }
        if (c == '}' || c == ']') {
            if ((c == '}') != innermost().object) {
                throw mismatched();
            }
            return close();
        }
        if (stringEnd >= 0 && surroundings.quoteWasMeant(stringEnd, at)) {
            throw surroundings.unescapedQuote(stringEnd, at);
        }
        boolean quote = c == '\'' || JsonSurroundings.TYPOGRAPHIC.indexOf(c) >= 0;
        if (quote || c == '"' || c == '{' || c == '[' || c == '-' || c == ';' || JsonText.isWordPart(c)) {
            throw new Deviation(
                    Kind.MISSING_COMMA,
                    at,
                    text.chunkEnd(at),
                    "missing comma",
                    ", before %s; expected \",\" or \"%s\""
                            .formatted(
                                    text.quoted(at, text.chunkEnd(at + 1)),
                                    innermost().closer()));
        }
        throw unexpected("\",\" or \"" + innermost().closer() + '"');
    }

    private Expected close() {
        open.pop();
        at++;
        comma = -1;
        stringEnd = -1;
        return Expected.SEPARATOR;
    }

    private Deviation unexpected(String expected) {
        int end = at + 1;
        return new Deviation(Kind.OTHER, at, end, "unexpected " + text.quoted(at, end), "; expected " + expected);
    }
}
