package io.github.junitllm.text;

import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How many characters must change to make one text of another (Levenshtein 1966). */
final class EditDistance {

    /** Cells of the table that are filled: some seconds. */
    private static final long MOST_STEPS = 2_000_000_000L;

    private EditDistance() {}

    static AnswerCheck within(String expected, int edits) {
        if (edits < 0) {
            throw new IllegalArgumentException(
                    "at most %d edits, allowed are 0 and more; write for example 3".formatted(edits));
        }
        return AnswerCheck.of(
                "at most %s to \"%s\"".formatted(counted(edits), CheckReport.excerpt(expected)),
                answer -> check(expected, answer, edits));
    }

    static AnswerCheck withinShare(String expected, double share) {
        // Also refuses what is no number.
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "edits of at most %s of the longer text, allowed are 0 to below 1; write for example 0.1"
                            .formatted(share));
        }
        return AnswerCheck.of(
                "edits of at most %s of the longer text to \"%s\"".formatted(share, CheckReport.excerpt(expected)),
                answer -> check(expected, answer, (int) Math.floor(share * longer(expected, answer))));
    }

    private static CheckResult check(String expected, String answer, int most) {
        int least = Math.abs(expected.length() - answer.length());
        if (least > most) {
            return CheckResult.failed("at least %s: %d characters, not %d, in %s"
                    .formatted(counted(least), answer.length(), expected.length(), CheckReport.startOf(answer)));
        }
        if (steps(expected, answer, most) > MOST_STEPS) {
            return CheckResult.unsure(
                    "texts of %,d and %,d characters are too long for a limit of %,d edits; compare parts, or allow fewer"
                            .formatted(expected.length(), answer.length(), most));
        }
        int distance = new LevenshteinDistance(most).apply(expected, answer);
        return distance >= 0
                ? CheckResult.held()
                : CheckResult.failed("more%s in %s".formatted(exact(expected, answer), CheckReport.startOf(answer)));
    }

    private static long steps(String expected, String answer, long most) {
        return Math.min(2 * most + 1, longer(expected, answer)) * Math.min(expected.length(), answer.length());
    }

    private static String exact(String expected, String answer) {
        if (steps(expected, answer, Integer.MAX_VALUE) > MOST_STEPS) {
            return "";
        }
        int edits = LevenshteinDistance.getDefaultInstance().apply(expected, answer);
        double share = edits / (double) longer(expected, answer);
        return ": %s, %s of the longer text,".formatted(counted(edits), String.format(Locale.ROOT, "%.3f", share));
    }

    private static long longer(String expected, String answer) {
        return Math.max(expected.length(), answer.length());
    }

    private static String counted(int edits) {
        return edits + (edits == 1 ? " edit" : " edits");
    }
}
