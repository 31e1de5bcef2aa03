package io.github.junitllm.time;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateClaimsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            It is Tuesday, 3 March 2025.             | "Tuesday, 3 March 2025" at 6: 2025-03-03 is a Monday
            Tue March 3rd, 2025 at noon              | "Tue March 3rd, 2025" at 0: 2025-03-03 is a Monday
            2025-03-03 was a Sunday.                 | "2025-03-03 was a Sunday" at 0: 2025-03-03 is a Monday
            3 Mar. 2025 (Wednesday)                  | "3 Mar. 2025 (Wednesday" at 0: 2025-03-03 is a Monday
            30 days after 2026-01-31 is 2026-03-01.  | "30 days after 2026-01-31 is 2026-03-01" at 0: it is 2026-03-02
            two weeks before the 15th of March 2026 will be Sunday, 8 March 2026 | "two weeks before the 15th of March 2026 will be Sunday, 8 March 2026" at 0: it is 2026-03-01
            1 month from 2026-01-31 is 2026-03-03    | "1 month from 2026-01-31 is 2026-03-03" at 0: it is 2026-02-28
            From 2026-01-01 to 2026-01-31 is 45 days | "From 2026-01-01 to 2026-01-31 is 45 days" at 0: it is 30 days, or 31 with both ends
            between May 1, 2026 and June 30, 2026 there are 4 weeks | "between May 1, 2026 and June 30, 2026 there are 4 weeks" at 0: it is 60 days, or 61 with both ends
            due on February 30, 2026                 | "February 30, 2026" at 7: there is no such day
            """)
    void what_does_not_hold_is_quoted_with_what_does(String text, String wrong) {
        assertThat(DateClaims.wrongIn(text)).containsExactly(wrong);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Monday, 3 March 2025",
                "2025-03-03 is a Monday",
                "2025-03-03 is not a Tuesday",
                "on 3 March 2025 the Tuesday group met",
                "2025-03-03 is Tuesday's deadline",
                "30 days after 2026-01-31 is 2026-03-02",
                "30 days after 2026-01-31 is Monday, 2 March 2026",
                "1 month after 2026-01-31 is 2026-02-28",
                "From 2026-01-01 to 2026-01-31 is 30 days",
                "From 2026-01-01 to 2026-01-31 is 31 days",
                "From 2026-01-01 to 2026-01-31 is about 20 days",
                "from 2026-01-01 to 2026-03-15 are 2 months",
                "version 2025-02-30-1",
                "Tuesday, 3 March 1700",
                "nothing about dates"
            })
    void what_holds_or_cannot_be_told_is_left_alone(String text) {
        assertThat(DateClaims.wrongIn(text)).isEmpty();
    }

    @Test
    void an_answer_with_wrong_dates_fails_and_quotes_them() {
        assertThatThrownBy(() -> assertThatAnswer(
                                "Due on Monday, 2 March 2026. 31 April 2026 is too late, and so is Monday, 3 March 2026.")
                        .hasConsistentDates())
                .isInstanceOf(AssertionError.class)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "required dates that hold, observed",
                        "  \"31 April 2026\" at 29: there is no such day",
                        "  \"Monday, 3 March 2026\" at 66: 2026-03-03 is a Tuesday"));
        assertThatAnswer("Due on Monday, 2 March 2026.").hasConsistentDates();
    }

    @Test
    void hostile_texts_end() {
        String[] words = {
            "from",
            "3",
            "days",
            "2026",
            "-",
            "02",
            "30",
            "May",
            "is",
            "a",
            "after",
            "99999999999",
            "th",
            "to",
            "\n",
            "Monday",
            ","
        };
        Random random = new Random(20261125);
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            for (int round = 0; round < 5_000; round++) {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(30); i >= 0; i--) {
                    text.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
                }
                assertThat(DateClaims.wrongIn(text.toString())).hasSizeLessThanOrEqualTo(20);
            }
            assertThat(DateClaims.wrongIn("from 2026-01-01 to ".repeat(200_000)))
                    .isEmpty();
            assertThat(DateClaims.wrongIn("30 February 2026 ".repeat(200_000))).hasSize(20);
        });
    }
}
