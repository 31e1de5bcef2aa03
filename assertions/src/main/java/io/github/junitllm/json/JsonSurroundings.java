package io.github.junitllm.json;

import io.github.junitllm.json.JsonDiagnosis.Kind;

/** What stands before, after and between JSON without being JSON: words, fences, comments, stray quotes. */
final class JsonSurroundings {

    /** Opening and closing quotes of English, German, French and Japanese print, and the acute accent. */
    static final String TYPOGRAPHIC = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u00b4";

    private final JsonText text;

    JsonSurroundings(JsonText text) {
        this.text = text;
    }

    /** Give the offset of the value the text starts with. */
    int requireStart() {
        int at = text.skipSpace(0);
        if (text.endsAt(at)) {
            throw new Deviation(Kind.EMPTY, 0, 0, text.length() == 0 ? "empty text" : "blank text", "; expected JSON");
        }
        char c = text.at(at);
        if (c == '\ufeff') {
            throw new Deviation(Kind.BYTE_ORDER_MARK, at, at + 1, "byte order mark", "; expected the JSON alone");
        }
        if (c == '`' || text.startsWith("~~~", at)) {
            throw fence(at, "the answer is wrapped in");
        }
        if (isComment(at)) {
            throw comment(at);
        }
        if (c == '\\' && text.at(at + 1) == '"') {
            throw escapedTwice(at);
        }
        if (c == '}' || c == ']') {
            throw stray(at);
        }
        if (!startsValue(at)) {
            throw words(at);
        }
        return at;
    }

    /** A lone word is a value gone wrong; a word among others is prose. */
    private boolean startsValue(int at) {
        char c = text.at(at);
        if (isValueStart(c) || c == '\'' || TYPOGRAPHIC.indexOf(c) >= 0) {
            return true;
        }
        char next = text.at(at + 1);
        if ((c == '.' || c == '+') && ((next >= '0' && next <= '9') || next == 'I')) {
            return true;
        }
        String word = text.text().substring(at, Math.min(text.wordEnd(at), at + 20));
        boolean literal = word.equals("true") || word.equals("false") || word.equals("null");
        boolean alone = text.endsAt(text.skipSpace(text.wordEnd(at)));
        return literal || (alone && isForeignLiteral(word));
    }

    private static boolean isForeignLiteral(String word) {
        return word.equals("True")
                || word.equals("False")
                || word.equals("None")
                || word.equals("NaN")
                || word.equals("Infinity")
                || word.equals("undefined");
    }

    private static boolean isValueStart(char c) {
        return c == '{' || c == '[' || c == '"' || c == '-' || (c >= '0' && c <= '9');
    }

    private Deviation words(int at) {
        int json = firstOf("{[", at);
        int fence = text.text().indexOf("```", at);
        int end = Math.min(text.lineEnd(at), json < 0 ? text.length() : json);
        if (fence >= 0 && (json < 0 || fence < json)) {
            return new Deviation(
                    Kind.TEXT_BEFORE,
                    at,
                    Math.min(end, fence),
                    "text before the JSON",
                    ": %s, then a code fence at %s; expected the JSON alone"
                            .formatted(text.quoted(at, Math.min(end, fence)), text.place(fence)));
        }
        if (json >= 0) {
            return new Deviation(
                    Kind.TEXT_BEFORE,
                    at,
                    end,
                    "text before the JSON",
                    ": %s; expected the JSON alone, which seems to start at %s"
                            .formatted(text.quoted(at, end), text.place(json)));
        }
        return new Deviation(
                Kind.NO_JSON,
                at,
                end,
                "no JSON but text",
                ": %s; expected a JSON value".formatted(text.quoted(at, end)));
    }

    private int firstOf(String chars, int from) {
        for (int i = from; i < text.length(); i++) {
            if (chars.indexOf(text.at(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /** Require that nothing follows the value that ended before {@code end}. */
    void requireEnd(int end, int stringEnd) {
        int at = text.skipSpace(end);
        if (text.endsAt(at)) {
            return;
        }
        char c = text.at(at);
        if (c == '`' || text.startsWith("~~~", at)) {
            throw fence(at, "the JSON is followed by");
        }
        if (isComment(at)) {
            throw comment(at);
        }
        if (c == '}' || c == ']') {
            throw stray(at);
        }
        // The trimmed text ends in a quote too: one string with bare quotes in it, rather than a string and words.
        if (stringEnd >= 0 && text.at(text.trimmedLength() - 1) == '"' && (c == '"' || quoteWasMeant(stringEnd, at))) {
            throw unescapedQuote(stringEnd, at);
        }
        int second = c == ',' ? text.skipSpace(at + 1) : at;
        if (startsDocument(second)) {
            throw new Deviation(
                    Kind.SEVERAL_DOCUMENTS,
                    at,
                    text.lineEnd(second),
                    c == ',' ? "comma and second JSON value" : "second JSON value",
                    ": %s; expected the end after the first value"
                            .formatted(text.excerpt(second, text.lineEnd(second))));
        }
        throw new Deviation(
                Kind.TEXT_AFTER,
                at,
                text.lineEnd(at),
                "text after the JSON",
                ": %s; expected the end".formatted(text.quoted(at, text.lineEnd(at))));
    }

    /** A value of its own, not a sentence that begins with a number, nor a member whose object closed too early. */
    private boolean startsDocument(int at) {
        char c = text.at(at);
        if (c == '{' || c == '[') {
            return true;
        }
        if (c == '"') {
            int end = quotedEnd(at, "\"");
            return text.at(text.skipSpace(end)) != ':';
        }
        int end = text.chunkEnd(at);
        String word = text.text().substring(at, Math.min(end, at + 20));
        if (!(isValueStart(c) || word.equals("true") || word.equals("false") || word.equals("null"))) {
            return false;
        }
        int next = text.skipSpace(end);
        return text.endsAt(next) || text.at(next) == ',' || text.line(next) > text.line(at);
    }

    private Deviation stray(int at) {
        return new Deviation(
                Kind.MISMATCHED_CLOSER,
                at,
                at + 1,
                "surplus \"" + text.at(at) + '"',
                ", nothing is open there; expected the end of the text");
    }

    boolean isComment(int at) {
        return text.startsWith("//", at)
                || text.startsWith("/*", at)
                || text.startsWith("<!--", at)
                || (text.at(at) == '#' && at > 0 && !startsText(at));
    }

    /** At the start of the text a hash is a Markdown heading. */
    private boolean startsText(int at) {
        return text.skipSpace(0) == at;
    }

    Deviation comment(int at) {
        int close = text.startsWith("/*", at) ? text.text().indexOf("*/", at + 2) : -1;
        int end = close < 0 ? text.lineEnd(at) : close + 2;
        return new Deviation(Kind.COMMENT, at, end, "comment", ": %s; JSON has none".formatted(text.excerpt(at, end)));
    }

    Deviation fence(int at, String how) {
        int end = at;
        while (text.at(end) == text.at(at)) {
            end++;
        }
        end = text.wordEnd(end);
        return new Deviation(
                Kind.CODE_FENCE,
                at,
                end,
                "code fence",
                ": %s %s; expected the JSON alone".formatted(how, text.excerpt(at, end)));
    }

    Deviation escapedTwice(int at) {
        return new Deviation(
                Kind.ESCAPED_TWICE,
                at,
                at + 2,
                "escaped quote outside a string",
                "; expected plain double quotes, the text seems to be escaped once too often");
    }

    /** Offset after the closing quote on the same line, or of the end of what stands together. */
    int quotedEnd(int at, String closers) {
        for (int i = at + 1; i < text.length() && text.at(i) != '\n'; i++) {
            if (closers.indexOf(text.at(i)) >= 0) {
                return i + 1;
            }
        }
        return text.chunkEnd(at + 1);
    }

    /**
     * Whether the quote before {@code stringEnd} was meant as part of the string (or as the start of the next one, its own
     * closing quote missing), judged by what follows at {@code at}: words, but no value and no member name.
     */
    boolean quoteWasMeant(int stringEnd, int at) {
        char c = text.at(at);
        if ("\"{[,:}]`".indexOf(c) >= 0) {
            return false;
        }
        if (at == stringEnd) {
            return true;
        }
        int end = text.chunkEnd(at);
        int next = text.skipSpace(end);
        String word = text.text().substring(at, Math.min(end, at + 20));
        boolean value = isValueStart(c) || word.equals("true") || word.equals("false") || word.equals("null");
        boolean ends = text.endsAt(next) || ",]}".indexOf(text.at(next)) >= 0;
        return !(value && ends) && text.at(next) != ':';
    }

    Deviation unescapedQuote(int stringEnd, int at) {
        return new Deviation(
                Kind.UNESCAPED_QUOTE,
                stringEnd - 1,
                text.lineEnd(at),
                "unescaped quote in a string",
                ", before %s; expected it written as \\\", or the string before it to be closed"
                        .formatted(text.quoted(at, text.lineEnd(at))));
    }
}
