package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.grounding.Citations;
import io.github.junitllm.grounding.Grounding;
import io.github.junitllm.grounding.Grounds;
import io.github.junitllm.grounding.Stated;
import io.github.junitllm.json.JsonAssert;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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

    /** Verifies that these passages support every claim of the answer, as {@link #isGroundedIn(Grounds)} does. */
    public AnswerAssert isGroundedIn(String... passages) {
        return isGroundedIn(Grounds.in(passages));
    }

    /**
     * Verifies that the passages support every claim of the answer. It fails where a claim is contradicted or unsupported with
     * high confidence; what cannot be told is neither passed nor failed. What it cannot see: docs/groundedness.md.
     *
     * @throws UnsureError when no claim fails and one can neither be told by the rules nor by a judge, or when nothing in the
     *     answer is a claim
     */
    public AnswerAssert isGroundedIn(Grounds grounds) {
        isNotNull();
        if (actual.length() > Grounds.LONGEST_ANSWER) {
            throw failure(
                    "required an answer of %,d characters at most, observed %,d",
                    Grounds.LONGEST_ANSWER, actual.length());
        }
        Grounding grounding = grounds.check(actual);
        grounding.failure().ifPresent(text -> {
            throw failure("%s", text);
        });
        grounding.unsure().ifPresent(text -> {
            throw new UnsureError(text);
        });
        return this;
    }

    /**
     * Verifies that the answer cites, that each number in brackets is one of these passages, counted from 1, and that no cited passage
     * plainly fails to support its sentence. A sentence whose support cannot be told passes here; {@link #isGroundedIn(Grounds)} is
     * stricter. It does not look at sentences without a mark.
     */
    public AnswerAssert citesPassages(String... passages) {
        isNotNull();
        Citations.of(actual).failure(List.of(passages)).ifPresent(text -> {
            throw failure("%s", text);
        });
        return this;
    }

    /**
     * Verifies that the answer states this number, by value, in any usual spelling: 1,200.50, 1.200,50, 1 200,50, twelve, 1.2k.
     * One that two conventions read differently (1.200) states both values. Units are not looked at.
     */
    public AnswerAssert states(Number number) {
        isNotNull();
        BigDecimal value = new BigDecimal(number.toString());
        BigDecimal wanted = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        Stated stated = new Stated(actual);
        if (!stated.has(wanted)) {
            String found = stated.numbers().stream()
                    .limit(10)
                    .map(BigDecimal::toPlainString)
                    .collect(Collectors.joining(", "));
            throw failure(
                    "required that the answer states %s, observed %s",
                    wanted.toPlainString(), found.isEmpty() ? "no number" : "the numbers " + found);
        }
        return this;
    }

    /**
     * Verifies that the answer states this day: 2026-11-24, 24 November 2026, Nov 24th, 2026, 24.11.2026, 11/24/2026. In figures both
     * orders of day and month count. Two-digit years and relative dates do not.
     */
    public AnswerAssert states(LocalDate date) {
        isNotNull();
        if (!new Stated(actual).has(date)) {
            throw failure("required that the answer states the date %s, observed none of its spellings", date);
        }
        return this;
    }

    /** Verifies that the answer has this name as whole words; case, accents and white space do not count. */
    public AnswerAssert states(String name) {
        isNotNull();
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name is blank: every answer has it");
        }
        if (!new Stated(actual).has(name)) {
            throw failure("required that the answer states \"%s\", observed no such words", name);
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
