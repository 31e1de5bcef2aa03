package io.github.junitllm.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** Makes text of models and files fit for a terminal: control and direction characters visible, length bounded. */
@API(status = INTERNAL, since = "0.1")
public final class Printable {

    private static final int LONGEST = 10_000;

    private Printable() {}

    /**
     * Returns the text with line feeds and tabs kept, and every other character that a terminal obeys or hides shown as
     * {@code \}{@code u001b}, cut at 10,000 characters.
     */
    public static String text(String text) {
        return text(text, LONGEST);
    }

    /** Returns the same, cut at so many characters. */
    public static String text(String text, int longest) {
        StringBuilder printable = new StringBuilder();
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (end + Character.charCount(c) > longest) {
                break;
            }
            printable.append(isShown(c) ? Character.toString(c) : escaped(c));
            end += Character.charCount(c);
        }
        if (end < text.length()) {
            printable.append("… (%d more characters)".formatted(text.length() - end));
        }
        return printable.toString();
    }

    private static boolean isShown(int c) {
        return c == '\n'
                || c == '\t'
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> false;
                    default -> true;
                };
    }

    private static String escaped(int c) {
        return Character.isBmpCodePoint(c) ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c);
    }
}
