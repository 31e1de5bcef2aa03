package io.github.junitllm.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A text with all that should not count for a phrase folded away: case, white space, forms of quotes and dashes, invisible
 * characters, compatibility forms (NFKC). It is handed on piece by piece, since a text may fold to eighteen times its length.
 */
final class FoldedText {

    /** Longer runs without white space are folded in pieces. */
    private static final int LONGEST_RUN = 1_000;

    private static final int LONGEST_MARKS = 100;

    private FoldedText() {}

    /** Takes one folded code point and the place in the text that it comes from. */
    @FunctionalInterface
    interface Sink {
        void accept(int codePoint, int from, int to);
    }

    /** Folds a short text as a whole, without white space at its ends. */
    static String of(String text) {
        StringBuilder folded = new StringBuilder();
        fold(text, (codePoint, from, to) -> folded.appendCodePoint(codePoint));
        return folded.toString().strip();
    }

    static void fold(String text, Sink sink) {
        int at = 0;
        while (at < text.length()) {
            int end = isSpace(text.charAt(at)) ? spaceEnd(text, at) : runEnd(text, at);
            if (isSpace(text.charAt(at))) {
                sink.accept(' ', at, end);
            } else {
                run(text, at, end, sink);
            }
            at = end;
        }
    }

    private static int spaceEnd(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int runEnd(String text, int from) {
        int at = from;
        while (at < text.length() && at - from < LONGEST_RUN && !isSpace(text.charAt(at))) {
            at++;
        }
        // Marks belong to the letter before them, and two surrogates to one another.
        while (at < text.length() && at - from < LONGEST_RUN + LONGEST_MARKS && continues(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean continues(char c) {
        return Character.isLowSurrogate(c) || isMark(c);
    }

    private static void run(String text, int from, int to, Sink sink) {
        String folded = folded(text.substring(from, to));
        boolean aligned = folded.length() == to - from;
        int at = 0;
        while (at < folded.length()) {
            int codePoint = folded.codePointAt(at);
            int next = at + Character.charCount(codePoint);
            sink.accept(codePoint, aligned ? from + at : from, aligned ? from + next : to);
            at = next;
        }
    }

    private static String folded(String run) {
        if (run.chars().allMatch(c -> c < 0x80)) {
            return run.toLowerCase(Locale.ROOT).replace('`', '\'');
        }
        String composed = Normalizer.normalize(withoutInvisible(run), Normalizer.Form.NFKC);
        // Upper case first: it is what makes one of "ss" and the sharp s, and of the two forms of sigma.
        String lower =
                composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('\u03c2', '\u03c3');
        return plainSigns(Normalizer.normalize(lower, Normalizer.Form.NFKC));
    }

    private static String withoutInvisible(String run) {
        StringBuilder visible = new StringBuilder(run.length());
        run.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT && !isVariationSelector(c) && c != 0x034f)
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private static boolean isVariationSelector(int c) {
        return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
    }

    private static String plainSigns(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            plain.setCharAt(i, plainSign(plain.charAt(i)));
        }
        return plain.toString();
    }

    private static char plainSign(char c) {
        return switch (c) {
            case '`', '\u2018', '\u2019', '\u201a', '\u201b', '\u2032' -> '\'';
            case '\u201c', '\u201d', '\u201e', '\u201f', '\u2033' -> '"';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> '-';
            default -> c;
        };
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
