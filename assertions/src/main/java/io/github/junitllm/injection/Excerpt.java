package io.github.junitllm.injection;

import java.util.Locale;

/** What stands around a place, on one line, bounded, with nothing invisible in it. */
final class Excerpt {

    private static final int AROUND = 30;
    private static final int LONGEST = 90;

    private Excerpt() {}

    static String of(String text, int from, int to) {
        int start = whole(text, Math.max(0, from - AROUND));
        int end = whole(text, Math.min(text.length(), Math.min(to, from + LONGEST) + AROUND));
        return (start > 0 ? "…" : "") + visible(text.substring(start, end)) + (end < text.length() ? "…" : "");
    }

    /** A name of a text in messages. */
    static String quoted(String text) {
        String shown = visible(text.substring(0, whole(text, Math.min(text.length(), LONGEST))));
        return "\"" + shown + (text.length() > LONGEST ? "…" : "") + "\"";
    }

    /** Not between the halves of one character. */
    private static int whole(String text, int index) {
        return index > 0
                        && index < text.length()
                        && Character.isLowSurrogate(text.charAt(index))
                        && Character.isHighSurrogate(text.charAt(index - 1))
                ? index - 1
                : index;
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        text.replaceAll("\\s+", " ").codePoints().forEach(c -> {
            if (c == ' ' || !isHidden(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format(Locale.ROOT, c > 0xffff ? "\\u{%x}" : "\\u%04x", c));
            }
        });
        return shown.toString();
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
