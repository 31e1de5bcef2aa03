package io.github.junitllm.time;

import java.util.ArrayList;
import java.util.List;

/** A text in short pieces: the library's time grows with the cube of a piece, and so only with the length of the text. */
record TemporalWindows(String text, Finder finder) {

    private static final int LONGEST = 120;
    private static final int OVERLAP = 40;

    /** Finds expressions in a piece; their places count from its start. */
    interface Finder {
        List<TemporalExpression> in(String piece);
    }

    List<TemporalExpression> expressions() {
        List<TemporalExpression> all = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int sentence = sentenceEnd(from);
            from = sentence > 0 ? whole(from, sentence, all) : cut(from, from + LONGEST, all);
        }
        return List.copyOf(all);
    }

    private int whole(int from, int to, List<TemporalExpression> all) {
        found(from, to).forEach(all::add);
        return to;
    }

    /** In the middle of a sentence: what begins near the end of the piece is left for the next one, which sees more of it. */
    private int cut(int from, int to, List<TemporalExpression> all) {
        int next = wordStart(to - OVERLAP, from + 1, to);
        for (TemporalExpression one : found(from, to)) {
            if (one.start() < next) {
                all.add(one);
                next = Math.max(next, one.end());
            }
        }
        return next;
    }

    private List<TemporalExpression> found(int from, int to) {
        return finder.in(text.substring(from, to)).stream()
                .map(one -> new TemporalExpression(
                        text.substring(from + one.start(), from + one.end()),
                        from + one.start(),
                        from + one.end(),
                        one.kind(),
                        one.readings()))
                .toList();
    }

    private int wordStart(int from, int least, int most) {
        int at = Math.max(from, least);
        while (at < most && !Character.isWhitespace(text.charAt(at - 1))) {
            at++;
        }
        return at;
    }

    /** End of the last sentence or line that fits into one piece; 0 when none ends there. */
    private int sentenceEnd(int from) {
        if (text.length() - from <= LONGEST) {
            return text.length();
        }
        for (int at = from + LONGEST; at > from + 1; at--) {
            char last = text.charAt(at - 1);
            boolean sentence = Character.isWhitespace(last) && ".!?".indexOf(text.charAt(at - 2)) >= 0;
            if (last == '\n' || sentence) {
                return at;
            }
        }
        return 0;
    }
}
