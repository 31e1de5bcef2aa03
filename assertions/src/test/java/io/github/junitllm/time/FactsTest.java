package io.github.junitllm.time;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {

    private static final LocalDate NOW = LocalDate.parse("2026-02-15");
    private static final Facts PRICE = Facts.none()
            .validUntil("10", LocalDate.parse("2026-01-31"))
            .valid("12", LocalDate.parse("2026-02-01"), LocalDate.parse("2026-03-31"))
            .validFrom("15", LocalDate.parse("2026-04-01"))
            .knownBy("priceLookup");

    @ParameterizedTest
    @CsvSource({
        "It costs 12, FRESH",
        "It costs 10, STALE",
        "It was 10 and is 12 now, FRESH",
        "As of January 2026 it costs 10, HEDGED",
        "It costs 15, NOT_YET_VALID",
        "It costs 11, WRONG",
        "It costs 10.50, WRONG",
        "It costs 110, WRONG"
    })
    void an_answer_is_judged_on_a_day(String answer, Freshness freshness) {
        assertThat(PRICE.judge(answer, NOW).freshness()).isEqualTo(freshness);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31, STALE_NOT", "2026-02-01, STALE"})
    void the_last_day_still_counts(String day, String expected) {
        assertThat(PRICE.judge("10", LocalDate.parse(day)).freshness() == Freshness.STALE)
                .isEqualTo(expected.equals("STALE"));
    }

    @Test
    void a_stale_answer_is_told_since_when_and_what_would_be_right() {
        assertThatAnswer("It costs 12").asOf(NOW).isFresh(PRICE);
        assertThatThrownBy(() -> assertThatAnswer("It costs 10").asOf(NOW).isFresh(PRICE))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "STALE: 10 was valid until 2026-01-31 (15 days ago); expected 12, a hedge with a date, or a call of priceLookup");
    }

    @Test
    void what_holds_later_or_never_is_told() {
        assertThatThrownBy(() -> assertThatAnswer("15").asOf(NOW).isFresh(PRICE))
                .hasMessage("NOT_YET_VALID: 15 is valid from 2026-04-01 (in 45 days); expected 12");
        assertThatThrownBy(() -> assertThatAnswer("9").asOf(NOW).isFresh(PRICE))
                .hasMessage("WRONG: the answer states no value of the facts; expected 12");
    }

    @Test
    void a_hedge_serves_only_where_it_is_told() {
        String hedged = "As of January 2026 it costs 10";
        assertThatAnswer(hedged).asOf(NOW).isFreshOrHedged(PRICE);
        assertThatThrownBy(() -> assertThatAnswer(hedged).asOf(NOW).isFresh(PRICE))
                .hasMessage("HEDGED: the answer says as of when it speaks; on 2026-02-15: 12");
        assertThatThrownBy(() -> assertThatAnswer("10").asOf(NOW).isFreshOrHedged(PRICE))
                .hasMessageStartingWith("STALE: ");
    }

    @Test
    void the_longest_name_counts() {
        Facts school = Facts.none()
                .validUntil("Harvard", LocalDate.parse("1959-12-31"))
                .validFrom("Harvard Business School", LocalDate.parse("1960-01-01"));
        assertThat(school.judge("He went to Harvard  Business School.", NOW).freshness())
                .isEqualTo(Freshness.FRESH);
        assertThat(school.judge("He went to harvard.", NOW).freshness()).isEqualTo(Freshness.STALE);
    }

    @Test
    void wrong_use_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Facts.none().judge("12", NOW))
                .withMessage("there are no facts: add some, for example with validFrom(\"12\", date)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Facts.none().validFrom(" ", NOW))
                .withMessage("a value or alias is blank: every answer would state it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Facts.none().valid("10", NOW, NOW.minusDays(1)))
                .withMessage("10 is valid from 2026-02-15 until 2026-02-14: the end is before the start");
    }
}
