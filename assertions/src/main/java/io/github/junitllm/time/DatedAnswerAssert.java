package io.github.junitllm.time;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.time.LocalDate;
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
