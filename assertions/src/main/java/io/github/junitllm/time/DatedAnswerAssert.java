package io.github.junitllm.time;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.assertions.UnsureError;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/** Assertions on an answer given on a declared day. */
@API(status = EXPERIMENTAL, since = "0.1")
public class DatedAnswerAssert extends AbstractAssert<DatedAnswerAssert, String> {

    private final LocalDate today;

    /**
     * Starts assertions; {@code assertThatAnswer(answer).asOf(today)} does.
     *
     * @param answer the text
     * @param today the day that counts as today
     */
    public DatedAnswerAssert(String answer, LocalDate today) {
        super(answer, DatedAnswerAssert.class);
        this.today = today;
    }

    /** Verifies that the answer states a value that holds today. */
    public DatedAnswerAssert isFresh(Facts facts) {
        return require(facts, false);
    }

    /** Verifies that the answer states a value that holds today, or says as of when it speaks. */
    public DatedAnswerAssert isFreshOrHedged(Facts facts) {
        return require(facts, true);
    }

    /**
     * Verifies that the answer names this day, in whatever words: "3 March 2026", "tomorrow", "Monday". Where two days may be
     * meant ("Monday" is the last and the next one), one is enough. Needs the library of {@link TemporalExpressions}.
     *
     * @param day the day that must be named
     */
    public DatedAnswerAssert mentionsDate(LocalDate day) {
        MentionedDates mentioned = mentioned();
        if (!mentioned.names(day)) {
            throw failure("required a mention of %s, observed %s", day, MentionedDates.text(mentioned.dates()));
        }
        return this;
    }

    /**
     * Verifies that every day named in the answer is one of these; an answer that names none passes. Ranges of days are not
     * looked at; where it cannot be told which day is meant ("Easter 2018") it is UNSURE. Needs the library of {@link
     * TemporalExpressions}.
     *
     * @param days the days that may be named
     */
    public DatedAnswerAssert mentionsOnlyDates(LocalDate... days) {
        List<LocalDate> allowed = List.of(days);
        MentionedDates mentioned = mentioned();
        List<TemporalExpression> others = mentioned.without(allowed::contains);
        if (!others.isEmpty()) {
            throw failure("required no other dates than %s, observed %s", allowed, MentionedDates.text(others));
        }
        return sureOf(mentioned, "no other dates than " + allowed);
    }

    /**
     * Verifies that no day named in the answer is after today; an answer that names none passes. Ranges of days are not looked
     * at; where it cannot be told which day is meant ("Easter 2018") it is UNSURE. Needs the library of {@link
     * TemporalExpressions}.
     */
    public DatedAnswerAssert hasNoDateAfterToday() {
        MentionedDates mentioned = mentioned();
        List<TemporalExpression> later = mentioned.without(day -> !day.isAfter(today));
        if (!later.isEmpty()) {
            throw failure("required no date after %s, observed %s", today, MentionedDates.text(later));
        }
        return sureOf(mentioned, "no date after " + today);
    }

    /** A day that could not be read may be one that must not be there. */
    private DatedAnswerAssert sureOf(MentionedDates mentioned, String required) {
        mentioned.doubt().ifPresent(words -> {
            throw new UnsureError(String.valueOf(
                    failure("UNSURE: required %s, and cannot tell which day is meant by %s", required, words)
                            .getMessage()));
        });
        return this;
    }

    private MentionedDates mentioned() {
        if (actual.length() > TemporalExpressions.LONGEST_TEXT) {
            throw failure(
                    "required an answer of %,d characters at most to find dates in, observed %,d",
                    TemporalExpressions.LONGEST_TEXT, actual.length());
        }
        // Only days count here, and they are the same in every zone.
        return MentionedDates.in(actual, today.atStartOfDay(ZoneOffset.UTC));
    }

    private DatedAnswerAssert require(Facts facts, boolean hedgeServes) {
        FreshnessVerdict verdict = facts.judge(actual, today);
        boolean holds =
                verdict.freshness() == Freshness.FRESH || (hedgeServes && verdict.freshness() == Freshness.HEDGED);
        if (!holds) {
            throw failure("%s: %s", verdict.freshness(), verdict.reason());
        }
        return this;
    }
}
