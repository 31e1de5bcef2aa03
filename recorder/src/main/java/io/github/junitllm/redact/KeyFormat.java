package io.github.junitllm.redact;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How keys of one kind look. What the first group matches is the credential, else all of it.
 *
 * @param kind name for people
 * @param hints every match holds one of these texts; a text without any is not searched
 * @param anyCase whether the hints, in lower case, stand for any spelling
 * @param pattern with bounded or possessive repetition only, so that no input makes it run away
 * @param isReal what a pattern cannot say
 */
record KeyFormat(String kind, List<String> hints, boolean anyCase, Pattern pattern, Predicate<String> isReal) {

    /** Makes a format; hints are separated by {@code |}. */
    static KeyFormat of(String kind, String hints, String pattern) {
        return new KeyFormat(kind, List.of(hints.split("\\|")), false, Pattern.compile(pattern), match -> true);
    }

    /** Makes a format in any spelling of upper and lower case, with a check of what was found. */
    static KeyFormat anyCase(String kind, String hints, String pattern, Predicate<String> isReal) {
        return new KeyFormat(
                kind, List.of(hints.split("\\|")), true, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), isReal);
    }

    /** Makes a format of a fixed start. */
    static KeyFormat startingWith(String kind, String start, String rest) {
        return of(kind, start, KeyFormats.START + Pattern.quote(start) + rest);
    }

    /** Adds what it finds; {@code lower} is the same text in lower case. */
    void find(String text, String lower, List<Finding> found) {
        String searched = anyCase ? lower : text;
        if (hints.stream().noneMatch(searched::contains)) {
            return;
        }
        Matcher matcher = pattern.matcher(text);
        int group = matcher.groupCount() > 0 ? 1 : 0;
        while (matcher.find()) {
            if (isReal.test(matcher.group(group))) {
                found.add(new Finding(kind, matcher.start(group), matcher.end(group)));
            }
        }
    }
}
