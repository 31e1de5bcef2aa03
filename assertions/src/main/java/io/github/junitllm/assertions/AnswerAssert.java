package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.json.JsonAssert;
import io.github.junitllm.time.DatedAnswerAssert;
import java.time.LocalDate;
import java.util.Locale;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on the text of an answer: all that AssertJ has for strings, and what answers of models need beside it. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class AnswerAssert extends AbstractStringAssert<AnswerAssert> {

    private static final int CONTEXT = 30;

    AnswerAssert(@Nullable String answer) {
        super(answer, AnswerAssert.class);
    }

    /** Verifies that the answer is one JSON document and nothing else, and goes on with assertions on it. */
    public JsonAssert isStrictJson() {
        isNotNull();
        return JsonAssert.assertThatJson(actual).as(info.description()).isStrict();
    }

    /** Declares the day that counts as today, and goes on with assertions on what holds on it. */
    public DatedAnswerAssert asOf(LocalDate today) {
        isNotNull();
        return new DatedAnswerAssert(actual, today).as(info.description());
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
