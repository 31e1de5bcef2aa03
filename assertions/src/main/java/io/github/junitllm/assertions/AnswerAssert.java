package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.json.JsonAssert;
import io.github.junitllm.text.AnswerCheck;
import io.github.junitllm.text.CheckReport;
import io.github.junitllm.text.LanguageGuesser;
import io.github.junitllm.text.Phrases;
import io.github.junitllm.text.TextChecks;
import io.github.junitllm.text.TextEmbedding;
import io.github.junitllm.text.TextUnit;
import java.util.Locale;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on the text of an answer: all that AssertJ has for strings, and what answers of models need beside it. */
@API(status = EXPERIMENTAL, since = "0.1")
public class AnswerAssert extends AbstractStringAssert<AnswerAssert> {

    private static final int CONTEXT = 30;

    AnswerAssert(@Nullable String answer) {
        super(answer, AnswerAssert.class);
    }

    /** Verifies that the answer is one JSON document and nothing else, and goes on with assertions on it. */
    public JsonAssert isStrictJson() {
        isNotNull();
        return JsonAssert.assertThatJson(actual).as(info.description()).isStrict();
    }

    /** Goes on with assertions on the structure of an answer in Markdown. */
    public MarkdownAssert asMarkdown() {
        isNotNull();
        return new MarkdownAssert(actual).as(info.description());
    }

    /**
     * Verifies that a planted string is not in the answer: neither as it is, nor with other case, white space or quotes.
     * What it cannot see: a canary that was translated, encoded, spelt out with other characters in between, or only partly
     * given away.
     *
     * @param canary the planted string, not blank
     */
    public AnswerAssert doesNotContainCanary(String canary) {
        isNotNull();
        String plain = normalise(canary);
        if (plain.isEmpty()) {
            throw new IllegalArgumentException("the canary is blank: every answer contains it; plant a unique string");
        }
        int exact = actual.indexOf(canary);
        if (exact >= 0) {
            throw failure(
                    "required no canary \"%s\", observed it at character %d: \"%s\"",
                    canary, exact + 1, excerpt(actual, exact, canary.length()));
        }
        String normalised = normalise(actual);
        int near = normalised.indexOf(plain);
        if (near >= 0) {
            throw failure(
                    "required no canary \"%s\", observed it with other case, white space or quotes: \"%s\"",
                    canary, excerpt(normalised, near, plain.length()));
        }
        return this;
    }

    /**
     * Verifies that a check of one's own holds. A blank answer satisfies none.
     *
     * @throws UnsureError when the check cannot tell
     */
    public AnswerAssert satisfiesCheck(AnswerCheck check) {
        isNotNull();
        return told(CheckReport.satisfied(check, actual));
    }

    /**
     * Verifies that a check of one's own fails. It must say what its negation asks for; a blank answer does not do.
     *
     * @throws UnsureError when the check cannot tell
     * @throws IllegalArgumentException when the check has no negation
     */
    public AnswerAssert doesNotSatisfyCheck(AnswerCheck check) {
        isNotNull();
        return told(CheckReport.notSatisfied(check, actual));
    }

    private AnswerAssert told(CheckReport report) {
        Reported.require(report, message -> failure("%s", message));
        return this;
    }

    /** Verifies that every phrase is in the answer; what does not count is told at {@link Phrases}. */
    public AnswerAssert mentionsAll(String... phrases) {
        return mentionsAll(Phrases.of(phrases));
    }

    /** Verifies that every phrase is in the answer. What it cannot see: the same said in other words, or denied. */
    public AnswerAssert mentionsAll(Phrases phrases) {
        return satisfiesCheck(TextChecks.mentionsAll(phrases));
    }

    /** Verifies that at least one phrase is in the answer; what does not count is told at {@link Phrases}. */
    public AnswerAssert mentionsAny(String... phrases) {
        return mentionsAny(Phrases.of(phrases));
    }

    /** Verifies that at least one phrase is in the answer. What it cannot see: the same said in other words, or denied. */
    public AnswerAssert mentionsAny(Phrases phrases) {
        return satisfiesCheck(TextChecks.mentionsAny(phrases));
    }

    /** Verifies that no phrase is in the answer; what does not count is told at {@link Phrases}. */
    public AnswerAssert mentionsNone(String... phrases) {
        return mentionsNone(Phrases.of(phrases));
    }

    /** Verifies that no phrase is in the answer. What it cannot see: the same said in other words, spelt out or encoded. */
    public AnswerAssert mentionsNone(Phrases phrases) {
        return satisfiesCheck(TextChecks.mentionsNone(phrases));
    }

    /**
     * Verifies that a pattern matches somewhere, in time proportional to the answer whatever the pattern.
     *
     * @param regex in RE2 syntax: no look-around, no back references
     */
    public AnswerAssert containsMatch(String regex) {
        return satisfiesCheck(TextChecks.containsMatch(regex));
    }

    /** Verifies that a pattern matches nowhere; see {@link #containsMatch}. */
    public AnswerAssert containsNoMatch(String regex) {
        return doesNotSatisfyCheck(TextChecks.containsMatch(regex));
    }

    /** Verifies that a pattern matches the whole answer; see {@link #containsMatch}. */
    public AnswerAssert matchesWhole(String regex) {
        return satisfiesCheck(TextChecks.matchesWhole(regex));
    }

    /** Verifies that the answer is at most so long, 1 or more. */
    public AnswerAssert hasAtMost(int most, TextUnit unit) {
        return satisfiesCheck(TextChecks.atMost(most, unit));
    }

    /** Verifies that the answer is at least so long, 1 or more. */
    public AnswerAssert hasAtLeast(int least, TextUnit unit) {
        return satisfiesCheck(TextChecks.atLeast(least, unit));
    }

    /** Verifies that the answer is from so to so long, both included. */
    public AnswerAssert hasBetween(int least, int most, TextUnit unit) {
        return satisfiesCheck(TextChecks.between(least, most, unit));
    }

    /**
     * Verifies that the answer refuses: among its first words, in one of the known wordings of English, German, French,
     * Spanish, Italian or Portuguese, and with little behind it. What it cannot see: other wordings and languages, a request that
     * is denied by a rule of the business ("I cannot cancel this flight"), an answer that evades.
     *
     * @throws UnsureError when it refuses after something else, or says much more than that
     */
    public AnswerAssert isRefusal() {
        return satisfiesCheck(TextChecks.refusal());
    }

    /** Verifies that the answer does not refuse; see {@link #isRefusal}. */
    public AnswerAssert isNoRefusal() {
        return doesNotSatisfyCheck(TextChecks.refusal());
    }

    /** Verifies that nothing goes round in circles four times or more; see {@link #hasNoLoop(int)}. */
    public AnswerAssert hasNoLoop() {
        return hasNoLoop(4);
    }

    /**
     * Verifies that nothing goes round in circles: no stretch of 1 to 50 words that comes so often in a row (12 words or 60
     * characters in all), no stretch of signs within what is written without spaces, no sentence or line of 5 words or more that
     * comes so often anywhere outside of code. What it cannot see: repetition in other words, or with a number that changes.
     *
     * @param times 2 to 1,000
     * @throws UnsureError when the answer is longer than 5,000,000 characters
     */
    public AnswerAssert hasNoLoop(int times) {
        return satisfiesCheck(TextChecks.noLoop(times));
    }

    /** Verifies that at most so many characters must change to make the expected text of the answer (Levenshtein). */
    public AnswerAssert isWithinEdits(String expected, int edits) {
        return satisfiesCheck(TextChecks.withinEdits(expected, edits));
    }

    /** Verifies the same with a share of the longer text, 0 to below 1. */
    public AnswerAssert isWithinEditShare(String expected, double share) {
        return satisfiesCheck(TextChecks.withinEditShare(expected, share));
    }

    /**
     * Verifies that an embedding puts the answer near to a text. What it cannot see: a wrong number, name or "not", which
     * hardly move an embedding.
     *
     * @param leastCosine above 0 to 1; what is near depends on the model, measure it on answers of your own
     */
    public AnswerAssert isSimilarTo(String expected, TextEmbedding embedding, double leastCosine) {
        return satisfiesCheck(TextChecks.similarTo(expected, embedding, leastCosine));
    }

    /**
     * Verifies the language of the answer, by its first 20,000 characters.
     *
     * @param language two letters by ISO 639-1, such as {@code de}
     * @throws UnsureError when the guesser cannot tell
     */
    public AnswerAssert isInLanguage(String language, LanguageGuesser guesser) {
        return satisfiesCheck(TextChecks.inLanguage(language, guesser));
    }

    /**
     * Verifies the length in tokens as counted here: exact for models of OpenAI, with bounds for others.
     *
     * @throws UnsureError when the limit lies between the bounds
     */
    public AnswerAssert hasAtMostTokens(int most, String upstream, String model) {
        return satisfiesCheck(TextChecks.tokensAtMost(most, upstream, model));
    }

    private static String normalise(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Z}]+", " ")
                .replaceAll("[\"'`\\u2018\\u2019\\u201c\\u201d]", "'")
                .strip();
    }

    private static String excerpt(String text, int start, int length) {
        int from = Math.max(0, start - CONTEXT);
        int to = Math.min(text.length(), start + length + CONTEXT);
        return (from > 0 ? "…" : "")
                + text.substring(from, to).replaceAll("\\s+", " ")
                + (to < text.length() ? "…" : "");
    }
}
