package io.github.junitllm.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.junitllm.json.Visible;

/** Checks of regular expressions, by an engine that does not backtrack: each takes time in proportion to the text. */
final class TextPatterns {

    private static final int LONGEST = 1_000;

    /** Repetitions are written out when a pattern is compiled. */
    private static final int LARGEST_PROGRAM = 20_000;

    private TextPatterns() {}

    static AnswerCheck found(String regex) {
        Pattern pattern = compiled(regex);
        return AnswerCheck.of(
                "a match of %s".formatted(shown(regex)), "no match of %s".formatted(shown(regex)), answer -> {
                    Matcher matcher = pattern.matcher(answer);
                    return matcher.find()
                            ? CheckResult.held(new TextSpan(matcher.start(), matcher.end()))
                            : CheckResult.failed("none in " + CheckReport.startOf(answer));
                });
    }

    static AnswerCheck whole(String regex) {
        Pattern pattern = compiled(regex);
        return AnswerCheck.of("that %s matches the whole answer".formatted(shown(regex)), answer -> {
            if (pattern.matches(answer)) {
                return CheckResult.held();
            }
            Matcher matcher = pattern.matcher(answer);
            return matcher.find()
                    ? CheckResult.failed("that it matches a part only", new TextSpan(matcher.start(), matcher.end()))
                    : CheckResult.failed("no match in " + CheckReport.startOf(answer));
        });
    }

    private static String shown(String regex) {
        return "/%s/".formatted(Visible.excerpt(regex, 120));
    }

    private static Pattern compiled(String regex) {
        if (regex.length() > LONGEST) {
            throw new IllegalArgumentException("pattern %s has %d chars, allowed are 1,000; split it into several"
                    .formatted(shown(regex), regex.length()));
        }
        Pattern pattern = parsed(regex);
        if (pattern.matches("")) {
            throw new IllegalArgumentException(
                    "pattern %s matches the empty text, and so every answer; write one that needs at least one character"
                            .formatted(shown(regex)));
        }
        return pattern;
    }

    private static Pattern parsed(String regex) {
        try {
            Pattern pattern = Pattern.compile(regex);
            if (pattern.programSize() > LARGEST_PROGRAM) {
                throw new IllegalArgumentException(
                        "pattern %s: its repetitions make %d steps, allowed are 20,000; write smaller counts, or + and *"
                                .formatted(shown(regex), pattern.programSize()));
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern %s: %s; the syntax is that of RE2, without look-around and back references"
                            .formatted(shown(regex), e.getDescription()),
                    e);
        }
    }
}
