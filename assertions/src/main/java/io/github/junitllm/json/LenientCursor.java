package io.github.junitllm.json;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A place in a text that is nearly JSON, with the mends so far. It goes over a text some fifty times at most: what takes longer is too
 * damaged.
 */
abstract class LenientCursor {

    /** The text cannot be read as one value, or not in bounds. */
    static final class TooDamaged extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooDamaged(String message) {
            super(message, null, false, false);
        }
    }

    enum Place {
        ROOT,
        ITEM,
        NAME,
        VALUE
    }

    static final int END = -1;

    private static final int WORK_PER_CHARACTER = 50;
    private static final int LEAST_WORK = 1_000_000;
    private static final int MOST_MENDS = 100;

    final JsonText source;
    final String text;
    private final Set<String> mends = new LinkedHashSet<>();
    int at;
    int depth;
    /** What the cursor stands in: the value of a member, a name of one, an item, or none of them. */
    Place place = Place.ROOT;

    int calls;
    private long work;

    LenientCursor(String text) {
        this.text = text;
        this.source = new JsonText(text);
    }

    /** What was mended, with its place, in order. */
    Set<String> mends() {
        return mends;
    }

    void mend(String what, int where) {
        if (mends.size() < MOST_MENDS) {
            mends.add(what + " at " + source.place(Math.min(where, text.length())));
        }
    }

    int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    void spend() {
        if (++work > LEAST_WORK + (long) WORK_PER_CHARACTER * text.length()) {
            throw new TooDamaged("too damaged to read in bounded time");
        }
    }

    /** Goes over white space and comments. */
    void skip() {
        while (at < text.length()) {
            spend();
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '\uFEFF' || Character.getType(c) == Character.SPACE_SEPARATOR) {
                at++;
            } else if (text.startsWith("/*", at)) {
                mend("comment", at);
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else if (text.startsWith("//", at) || (c == '#' && !isInWord())) {
                mend("comment", at);
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    private boolean isInWord() {
        return at > 0 && !Character.isWhitespace(text.charAt(at - 1));
    }

    boolean isEndOfCall(int c) {
        return c == ')' && calls > 0;
    }

    boolean isEllipsis() {
        return peek() == '…' || text.startsWith("...", at);
    }

    static boolean isQuote(int c) {
        return isDouble(c) || isSingle(c);
    }

    static boolean isDouble(int c) {
        return c == '"' || c == '“' || c == '”';
    }

    static boolean isSingle(int c) {
        return c == '\'' || c == '‘' || c == '’' || c == '`' || c == '´';
    }

    static boolean isDelimiter(int c) {
        return c == END || ",:[]{}\n".indexOf(c) >= 0;
    }

    void enter() {
        if (++depth > JsonScanner.DEPTH) {
            throw new TooDamaged("nested deeper than %d".formatted(JsonScanner.DEPTH));
        }
    }
}
