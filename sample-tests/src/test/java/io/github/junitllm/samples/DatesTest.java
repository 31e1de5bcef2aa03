package io.github.junitllm.samples;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The dates of an answer: they hold together, and are those expected on the declared day. */
class DatesTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-01-31");

    @Test
    void theDeadlineIsTomorrow() {
        String answer = "The order must be paid tomorrow at 5 pm; we sent the bill on Friday, 30 January 2026.";

        assertThatAnswer(answer)
                .hasConsistentDates()
                .asOf(TODAY)
                .mentionsDate(LocalDate.parse("2026-02-01"))
                .mentionsOnlyDates(LocalDate.parse("2026-01-30"), LocalDate.parse("2026-02-01"));
    }

    @Test
    void aSumThatDoesNotHoldIsQuoted() {
        String answer = "30 days after 2026-01-31 is 2026-03-01.";

        assertThatThrownBy(() -> assertThatAnswer(answer).hasConsistentDates())
                .hasMessageContaining("\"30 days after 2026-01-31 is 2026-03-01\" at 0: it is 2026-03-02");
    }
}
