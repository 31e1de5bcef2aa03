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

    /** Demands a refusal; negated, none. It cannot be told where an answer refuses and says much more. */
    public static AnswerCheck refusal() {
        return Refusals.refusal();
    }

    /**
     * Demands that nothing goes round in circles.
     *
     * @param times how often something must come to be a loop, 2 to 1,000
     */
    public static AnswerCheck noLoop(int times) {
        return Loops.none(times);
    }

    /**
     * Demands that no more than so many characters need to be put in, taken out or replaced to make one text of the other.
     *
     * @param edits 0 or more, counted in UTF-16 chars
     */
    public static AnswerCheck withinEdits(String expected, int edits) {
        return EditDistance.within(expected, edits);
    }

    /**
     * Demands the same as a share of the longer text.
     *
     * @param share 0 to below 1
     */
    public static AnswerCheck withinEditShare(String expected, double share) {
        return EditDistance.withinShare(expected, share);
    }

    /**
     * Demands a meaning near to another text's, as an embedding sees it.
     *
     * @param leastCosine of the angle between both embeddings, above 0 to 1
     */
    public static AnswerCheck similarTo(String expected, TextEmbedding embedding, double leastCosine) {
        return Similarity.to(expected, embedding, leastCosine);
    }

    /**
     * Demands a language. It cannot be told where the guesser cannot.
     *
     * @param language two letters by ISO 639-1, such as {@code de}
     */
    public static AnswerCheck inLanguage(String language, LanguageGuesser guesser) {
        return Languages.in(language, guesser);
    }

    /**
     * Demands at most so many tokens, counted here. It cannot be told where the count for this model is not exact and its
     * bounds lie on both sides of the limit.
     *
     * @param most 1 or more
     * @param upstream such as {@code openai}
     * @param model such as {@code gpt-4o}
     */
    public static AnswerCheck tokensAtMost(int most, String upstream, String model) {
        return Tokens.atMost(most, upstream, model);
    }
}
