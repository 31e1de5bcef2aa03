package io.github.junitllm.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** Makes text of models and files fit for a terminal: control and direction characters visible, length bounded. */
@API(status = INTERNAL, since = "0.1")
public final class Printable {

    private static final int LONGEST = 10_000;

    private Printable() {}

    /** Returns the text with line feeds and tabs kept, other control characters as {@code \}{@code u001b}, cut at 10,000 characters. */
    public static String text(String text) {
        StringBuilder printable = new StringBuilder();
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean shown =
                    c == '\n' || c == '\t' || !(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
            printable.append(shown ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        if (end < text.length()) {
            printable.append("… (%d more characters)".formatted(text.length() - end));
        }
        return printable.toString();
    }
}
