package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Reads texts in quotes whose end, escapes or quotes are damaged. */
abstract class LenientTexts extends LenientCursor {

    private static final int LONGEST_NAME = 100;

    LenientTexts(String text) {
        super(text);
    }

    JsonNode string() {
        int start = at;
        StringBuilder whole = new StringBuilder(piece(false));
        if (text.charAt(start) != '"') {
            mend("quotes other than \"", start);
        }
        while (true) {
            int before = at;
            skip();
            if (peek() != '+') {
                at = text.startsWith("\n", before) ? before : at;
                return JsonNodeFactory.instance.textNode(whole.toString());
            }
            mend("texts joined with +", at);
            at++;
            skip();
            if (isQuote(peek())) {
                whole.append(piece(false));
            }
        }
    }

    /** Reads a text in quotes; where its end is missing, up to the first delimiter. */
    String piece(boolean toDelimiter) {
        int start = at;
        int quote = text.charAt(at++);
        StringBuilder read = new StringBuilder();
        while (true) {
            spend();
            if (at >= text.length()) {
                if (!toDelimiter && endsWithDelimiter(start)) {
                    at = start;
                    return piece(true);
                }
                mend("text not closed", start);
                return read.toString().stripTrailing();
            }
            char c = text.charAt(at);
            if (toDelimiter && endsOpenText(c)) {
                mend("text not closed", start);
                return read.toString().stripTrailing();
            }
            if (c == '\\') {
                escape(read);
            } else if (closes(quote, c)) {
                if (isEnd(at + 1, quote)) {
                    at++;
                    return withoutLastBreak(read);
                }
                if (toDelimiter || !isStartOfNext(start)) {
                    mend("quote within a text", at);
                    read.append(c);
                    at++;
                } else {
                    at = start;
                    return piece(true);
                }
            } else {
                if (c < ' ') {
                    mend("control character in a text", at);
                }
                read.append(c);
                at++;
            }
        }
    }

    private static boolean closes(int quote, char c) {
        return quote == '"' ? c == '"' : isDouble(quote) ? isDouble(c) : quote == '\'' ? c == '\'' : isSingle(c);
    }

    /** Whether a text without a closing quote ends here. A colon ends a name only, a comma a value only before a further member. */
    private boolean endsOpenText(char c) {
        return c == ':'
                ? place == Place.NAME
                : c == ',' ? place != Place.VALUE || isMemberAhead(at + 1) : isDelimiter(c);
    }

    /** The place of the next sign that is no white space, from a place on. */
    private int afterSpace(int from) {
        int next = from;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            spend();
            next++;
        }
        return next;
    }

    private boolean isMemberAhead(int from) {
        int next = afterSpace(from);
        if (next >= text.length() || isQuote(text.charAt(next)) || text.charAt(next) == '}') {
            return true;
        }
        int start = next;
        while (next < text.length()
                && next < start + LONGEST_NAME
                && (Character.isLetterOrDigit(text.charAt(next)) || "_-$ ".indexOf(text.charAt(next)) >= 0)) {
            spend();
            next++;
        }
        return next > start && next < text.length() && text.charAt(next) == ':';
    }

    /** Whether what stands after a quote can follow a text. */
    private boolean isEnd(int from, int quote) {
        int next = from;
        while (next < text.length()
                && (text.charAt(next) == ' ' || text.charAt(next) == '\t' || text.charAt(next) == '\r')) {
            spend();
            next++;
        }
        if (next >= text.length()) {
            return true;
        }
        char c = text.charAt(next);
        if (c == ')' || c == ';') {
            return text.substring(next + 1).isBlank() || !isInText(next);
        }
        if (c == ',') {
            return !isListInText(next, quote);
        }
        if (c == ':' && place == Place.VALUE) {
            return false;
        }
        if (c == '}' || c == ']') {
            return isCloser(next);
        }
        if (place == Place.VALUE && isLoneQuote(next)) {
            return false;
        }
        return isDelimiter(c)
                || (c == '#' && next > from)
                || c == '+'
                || (isQuote(c) && next > from)
                || (Character.isDigit(c) && next > from)
                || text.startsWith("//", next)
                || text.startsWith("/*", next)
                || text.startsWith("```", next);
    }

    /** A bracket behind which goes on what can: a plain word after a comma shows that it stands within a text. */
    private boolean isCloser(int from) {
        int next = from;
        while (next < text.length()
                && (Character.isWhitespace(text.charAt(next)) || "}]".indexOf(text.charAt(next)) >= 0)) {
            spend();
            next++;
        }
        if (next >= text.length() || text.charAt(next) != ',') {
            return true;
        }
        next = afterSpace(next + 1);
        return next >= text.length() || !Character.isLetter(text.charAt(next)) || isMemberAhead(next);
    }

    /** A quote with nothing before the comma or bracket behind it is no name: it closes the text, and the one before does not. */
    private boolean isLoneQuote(int from) {
        int next = afterSpace(from);
        if (next >= text.length() || text.charAt(next) != '"') {
            return false;
        }
        next = afterSpace(next + 1);
        return next < text.length() && ",}".indexOf(text.charAt(next)) >= 0;
    }

    private boolean isInText(int from) {
        int next = from + 1;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next < text.length() && isQuote(text.charAt(next));
    }

    /** A comma after a quote that goes on with plain words up to another quote stands within a text. */
    private boolean isListInText(int comma, int quote) {
        int next = afterSpace(comma + 1);
        if (next >= text.length() || isQuote(text.charAt(next)) || !Character.isLetter(text.charAt(next))) {
            return false;
        }
        for (int i = next; i < text.length() && i < next + 200; i++) {
            spend();
            char c = text.charAt(i);
            if (c == ':' || c == '[' || c == ']' || c == '{' || c == '}' || c == ',') {
                return false;
            }
            if (c == quote) {
                return isDelimiter(i + 1 < text.length() ? text.charAt(i + 1) : END);
            }
        }
        return false;
    }

    /** Whether the quote at the cursor opens the next text, as after {@code "abc,}: then this text has no end. */
    private boolean isStartOfNext(int start) {
        int before = at - 1;
        while (before > start && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        return before > start && text.charAt(before) == (place == Place.NAME ? ':' : ',');
    }

    private boolean endsWithDelimiter(int start) {
        int last = text.length() - 1;
        while (last > start && Character.isWhitespace(text.charAt(last))) {
            last--;
        }
        return last > start && (place == Place.NAME ? ",:[]{}" : ",]}").indexOf(text.charAt(last)) >= 0;
    }

    /** A line break as such, not as an escape, that stands before the closing quote belongs to the layout. */
    private String withoutLastBreak(StringBuilder read) {
        int last = at - 2;
        if (last >= 0 && text.charAt(last) == '\n' && read.length() > 0) {
            mend("line break before the closing quote", last);
            return read.substring(0, read.length() - 1);
        }
        return read.toString();
    }

    private void escape(StringBuilder read) {
        int start = at++;
        int c = peek();
        at = Math.min(at + 1, text.length());
        switch (c) {
            case '"', '\\', '/', '\'', '‘', '’', '“', '”', '„' -> read.append((char) c);
            case 'b' -> read.append('\b');
            case 'f' -> read.append('\f');
            case 'n' -> read.append('\n');
            case 'r' -> read.append('\r');
            case 't' -> read.append('\t');
            case 'u' -> unicode(read, start);
            case END -> mend("backslash at the end", start);
            default -> {
                // A regular expression or a formula whose backslashes were not doubled.
                mend("unknown escape", start);
                read.append('\\').append((char) c);
            }
        }
    }

    private void unicode(StringBuilder read, int start) {
        String digits = text.substring(at, Math.min(text.length(), at + 4));
        if (!digits.matches("[0-9A-Fa-f]{4}")) {
            throw new TooDamaged("a \\u escape without four hexadecimal digits at " + source.place(start));
        }
        read.append((char) Integer.parseInt(digits, 16));
        at += 4;
    }
}
