package io.github.junitllm.grounding;

/** Finds marks of citations in brackets, {@code [1]}, {@code [2, 3]}, {@code [^1]}, {@code [4-6]}, in one pass. */
final class CitationMarks {

    /** A longer bracket is no citation. */
    private static final int LONGEST = 60;

    private CitationMarks() {}

    /** The same text with blanks in the place of the marks, so that offsets stay what they are. */
    static String blanked(String text) {
        int open = text.indexOf('[');
        if (open < 0) {
            return text;
        }
        StringBuilder blanked = new StringBuilder(text);
        while (open >= 0) {
            int end = end(text, open);
            for (int i = open; i < end; i++) {
                blanked.setCharAt(i, ' ');
            }
            open = text.indexOf('[', Math.max(end, open + 1));
        }
        return blanked.toString();
    }

    /** Where the mark that opens here ends, or the opening itself where it is none. */
    static int end(String text, int open) {
        int last = Math.min(text.length(), open + LONGEST);
        boolean digits = false;
        for (int i = open + 1; i < last; i++) {
            char c = text.charAt(i);
            if (c == ']') {
                return digits ? i + 1 : open;
            }
            if (c >= '0' && c <= '9') {
                digits = true;
            } else if (c != ' ' && c != ',' && c != '-' && c != ';' && !(c == '^' && i == open + 1)) {
                return open;
            }
        }
        return open;
    }
}
