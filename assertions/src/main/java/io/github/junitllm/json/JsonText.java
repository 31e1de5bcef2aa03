package io.github.junitllm.json;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** A text with what the scanner asks of it; an index at or past the end reads as {@link #END}. */
@API(status = INTERNAL, since = "0.1")
public record JsonText(String text) {

    /** No JSON text has a use for it outside of a string, where the scanner never compares with it. */
    static final char END = '\uffff';

    int length() {
        return text.length();
    }

    char at(int i) {
        return i < text.length() ? text.charAt(i) : END;
    }

    boolean endsAt(int i) {
        return i >= text.length();
    }

    boolean startsWith(String prefix, int i) {
        return text.startsWith(prefix, i);
    }

    /** The first index from {@code i} that is not JSON white space. */
    int skipSpace(int i) {
        int at = i;
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /** The index after the last char that is not JSON white space. */
    int trimmedLength() {
        int at = text.length();
        while (at > 0 && " \t\n\r".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    int wordEnd(int i) {
        int at = i;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || Character.isSurrogate(c);
    }

    /** The end of what stands together from {@code i}: up to white space, a comma, a colon, a bracket or a quote. */
    int chunkEnd(int i) {
        int at = i;
        while (at < text.length() && " \t\n\r,:{}[]\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return Math.max(at, Math.min(i + 1, text.length()));
    }

    int lineEnd(int i) {
        int at = i;
        while (at < text.length() && "\n\r".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    int lineStart(int i) {
        int at = i;
        while (at > 0 && "\n\r".indexOf(text.charAt(at - 1)) < 0) {
            at--;
        }
        return at;
    }

    int line(int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && at(i + 1) != '\n')) {
                line++;
            }
        }
        return line;
    }

    int column(int offset) {
        return offset - lineStart(offset) + 1;
    }

    /** Gives line and column of an offset, both from 1, with a colon between them. */
    public String place(int offset) {
        return line(offset) + ":" + column(offset);
    }

    String excerpt(int from, int to) {
        return Visible.excerpt(text, from, Math.min(to, text.length()), 40);
    }

    /** In quotes, without the white space at its end. */
    String quoted(int from, int to) {
        int end = Math.min(to, text.length());
        while (end > from + 1 && " \t\n\r".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return '"' + excerpt(from, end) + '"';
    }
}
