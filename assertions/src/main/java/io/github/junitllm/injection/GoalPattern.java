package io.github.junitllm.injection;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The user's own expression. RE2 takes time in proportion to the text, whatever the expression. */
final class GoalPattern {

    private static final int LONGEST = 1_000;
    private static final java.util.regex.Pattern REPEATED =
            java.util.regex.Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");
    private static final int MOST_REPEATS = 1_000;

    private final String written;
    private final Pattern pattern;

    private GoalPattern(String written, Pattern pattern) {
        this.written = written;
        this.pattern = pattern;
    }

    static GoalPattern of(String regex) {
        if (regex.length() > LONGEST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "the pattern has %,d characters, allowed are at most %,d", regex.length(), LONGEST));
        }
        requireFewRepeats(regex);
        Pattern pattern = compiled(regex);
        if (pattern.matcher("").find()) {
            throw new IllegalArgumentException(
                    "pattern \"%s\" finds the empty text in every answer; write one that needs at least one character"
                            .formatted(regex));
        }
        return new GoalPattern(regex, pattern);
    }

    private static Pattern compiled(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern \"%s\": %s; the syntax is that of RE2, without look-around and back references"
                            .formatted(regex, e.getDescription()),
                    e);
        }
    }

    /** Counts within counts multiply, and each is written out before the search. */
    private static void requireFewRepeats(String regex) {
        double product = 1;
        java.util.regex.Matcher count = REPEATED.matcher(regex);
        while (count.find()) {
            String most = count.group(2) == null || count.group(2).isEmpty() ? count.group(1) : count.group(2);
            product *= Math.max(1, Integer.parseInt(most));
        }
        if (product > MOST_REPEATS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "pattern \"%s\": its counts multiply to %,.0f, allowed are %,d; write + or * for a count",
                    regex,
                    product,
                    MOST_REPEATS));
        }
    }

    Optional<Hit> find(Placed text) {
        Matcher matcher = pattern.matcher(text.text());
        return matcher.find()
                ? Optional.of(new Hit(
                        SignalKind.GOAL_PATTERN,
                        "/" + written + "/",
                        text.place(matcher.start()),
                        text.place(Math.max(matcher.start(), matcher.end() - 1)) + 1))
                : Optional.empty();
    }
}
