package io.github.junitllm.text;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * The checks behind the assertions on text, for use in checks of one's own. Each has its limits named at the method of the same
 * meaning in {@code AnswerAssert} and in the documentation.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class TextChecks {

    private TextChecks() {}

    /** Demands every phrase. */
    public static AnswerCheck mentionsAll(Phrases phrases) {
        return Mentions.all(phrases);
    }

    /** Demands at least one phrase. */
    public static AnswerCheck mentionsAny(Phrases phrases) {
        return Mentions.any(phrases);
    }

    /** Demands that no phrase is there. */
    public static AnswerCheck mentionsNone(Phrases phrases) {
        return Mentions.none(phrases);
    }

    /**
     * Demands a match somewhere in the answer.
     *
     * @param regex RE2 syntax, at most 1,000 chars, not one that matches the empty text; linear in the text whatever it is
     */
    public static AnswerCheck containsMatch(String regex) {
        return TextPatterns.found(regex);
    }

    /** Demands that the whole answer matches; the pattern is as for {@link #containsMatch}. */
    public static AnswerCheck matchesWhole(String regex) {
        return TextPatterns.whole(regex);
    }

    /** Demands a length of at most so much, 1 or more. */
    public static AnswerCheck atMost(int most, TextUnit unit) {
        return Lengths.atMost(most, unit);
    }

    /** Demands a length of at least so much, 1 or more. */
    public static AnswerCheck atLeast(int least, TextUnit unit) {
        return Lengths.atLeast(least, unit);
    }

    /** Demands a length from one number to another, both included. */
    public static AnswerCheck between(int least, int most, TextUnit unit) {
        return Lengths.between(least, most, unit);
    }
}
