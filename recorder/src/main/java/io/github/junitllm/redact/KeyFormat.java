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
 * @param search how hints are used
 * @param pattern with bounded or possessive repetition only, so that no input makes it run away
 * @param isReal what a pattern cannot say
 */
record KeyFormat(String kind, List<String> hints, Search search, Pattern pattern, Predicate<String> isReal) {

    /** How hints are used. */
    enum Search {
        /** Every match begins with one of them, so that only there is looked. */
        AT_HINTS,
        /** A match holds one of them. */
        AROUND_HINTS,
        /** The same, in any spelling of upper and lower case; the hints are in lower case. */
        ANY_CASE
    }

    /** Makes a format; hints are separated by {@code |}. */
    static KeyFormat of(String kind, String hints, String pattern) {
        return new KeyFormat(
                kind, List.of(hints.split("\\|")), Search.AROUND_HINTS, Pattern.compile(pattern), match -> true);
    }

    /** Makes a format whose pattern, behind {@link KeyFormats#START}, begins with one of the hints. */
    static KeyFormat at(String kind, String hints, String pattern) {
        return new KeyFormat(
                kind,
                List.of(hints.split("\\|")),
                Search.AT_HINTS,
                Pattern.compile(KeyFormats.START + pattern),
                match -> true);
    }

    /** Makes a format in any spelling of upper and lower case, with a check of what was found. */
    static KeyFormat anyCase(String kind, String hints, String pattern, Predicate<String> isReal) {
        return new KeyFormat(
                kind,
                List.of(hints.split("\\|")),
                Search.ANY_CASE,
                Pattern.compile(pattern, Pattern.CASE_INSENSITIVE),
                isReal);
    }

    /** Makes a format of a fixed start. */
    static KeyFormat startingWith(String kind, String start, String rest) {
        return at(kind, start, Pattern.quote(start) + rest);
    }

    /** Adds what it finds; {@code lower} is the same text in lower case. */
    void find(String text, String lower, List<Finding> found) {
        Matcher matcher = pattern.matcher(text);
        if (search == Search.AT_HINTS) {
            matcher.useTransparentBounds(true).useAnchoringBounds(false);
            hints.forEach(hint -> findAt(hint, text, matcher, found));
            return;
        }
        String searched = search == Search.ANY_CASE ? lower : text;
        if (hints.stream().anyMatch(searched::contains)) {
            while (matcher.find()) {
                add(matcher, found);
            }
        }
    }

    private void findAt(String hint, String text, Matcher matcher, List<Finding> found) {
        int at = text.indexOf(hint);
        while (at >= 0) {
            boolean matches = matcher.region(at, text.length()).lookingAt();
            if (matches) {
                add(matcher, found);
            }
            at = text.indexOf(hint, matches ? matcher.end() : at + 1);
        }
    }

    private void add(Matcher matcher, List<Finding> found) {
        int group = matcher.groupCount() > 0 ? 1 : 0;
        if (isReal.test(matcher.group(group))) {
            found.add(new Finding(kind, matcher.start(group), matcher.end(group)));
        }
    }
}
