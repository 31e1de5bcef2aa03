package io.github.junitllm.time;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.assertions.UnsureError;
import io.github.junitllm.time.TemporalExpression.Kind;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalExpressionsTest {

    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-01-31T10:00:00+01:00[Europe/Berlin]");
    private static final LocalDate TODAY = NOW.toLocalDate();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            due on 3 March 2025             | DATE            | [2025-03-03]
            we met yesterday                | DATE            | [2026-01-30]
            see you on Monday               | DATE            | [2026-01-26, 2026-02-02]
            feb 30 2026                     | DATE            | []
            paid last week                  | DATE_RANGE      | [2026-01-19/2026-01-26]
            the second quarter of 2021      | DATE_RANGE      | [2021-04-01/2021-07-01]
            open since tomorrow             | DATE_RANGE      | [2026-02-01/]
            tomorrow at 5 pm                | DATE_TIME       | [2026-02-01T17:00]
            sent 3 hours ago                | DATE_TIME       | [2026-01-31T07:00]
            tomorrow from 7:00 to 8:00pm    | DATE_TIME_RANGE | [2026-02-01T19:00/2026-02-01T20:00]
            it takes two hours              | DURATION        | [PT2H]
            at 3pm                          | TIME            | []
            every monday                    | REPEATED        | []
            """)
    void expressions_are_found_and_resolved(String text, Kind kind, String readings) {
        assertThat(TemporalExpressions.in(text, NOW)).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(kind);
            assertThat(one.readings()).hasToString(readings);
            assertThat(one.text()).isEqualTo(text.substring(one.start(), one.end()));
        });
    }

    @Test
    void what_lies_across_the_pieces_of_a_long_sentence_is_found_once() {
        String filler = "and so it went on without any end ";
        for (int words = 1; words < 8; words++) {
            String text = filler.repeat(words) + "until 3 March 2025 " + filler.repeat(6);
            assertThat(TemporalExpressions.in(text, NOW).stream()
                            .map(TemporalExpression::text)
                            .collect(Collectors.toList()))
                    .containsExactly("until 3 March 2025");
        }
    }

    @Test
    void a_text_too_long_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemporalExpressions.in("x".repeat(10_001), NOW))
                .withMessage("a text of 10,001 characters, expected 10,000 at most; look at its parts one by one");
        assertThatThrownBy(
                        () -> assertThatAnswer("x".repeat(10_001)).asOf(TODAY).hasNoDateAfterToday())
                .hasMessage("required an answer of 10,000 characters at most to find dates in, observed 10,001");
    }

    @Test
    void a_day_is_mentioned_in_whatever_words() {
        assertThatAnswer("It ends tomorrow at 5 pm.").asOf(TODAY).mentionsDate(LocalDate.parse("2026-02-01"));
        assertThatAnswer("It ends on Monday.").asOf(TODAY).mentionsDate(LocalDate.parse("2026-02-02"));
        assertThatThrownBy(() -> assertThatAnswer("It ends on Monday, or 3 March 2026.")
                        .asOf(TODAY)
                        .mentionsDate(LocalDate.parse("2026-02-01")))
                .hasMessage("required a mention of 2026-02-01, observed \"Monday\" at 11 = 2026-01-26 or 2026-02-02, "
                        + "\"3 March 2026\" at 22 = 2026-03-03");
        assertThatThrownBy(() -> assertThatAnswer("It ends soon.").asOf(TODAY).mentionsDate(TODAY))
                .hasMessage("required a mention of 2026-01-31, observed none");
    }

    @Test
    void other_days_and_days_to_come_are_named() {
        assertThatAnswer("Sent today, arrives tomorrow.").asOf(TODAY).mentionsOnlyDates(TODAY, TODAY.plusDays(1));
        assertThatThrownBy(() -> assertThatAnswer("Sent today, arrives tomorrow.")
                        .asOf(TODAY)
                        .mentionsOnlyDates(TODAY))
                .hasMessage("required no other dates than [2026-01-31], observed \"tomorrow\" at 20 = 2026-02-01");
        assertThatAnswer("It was on Monday, and today again.").asOf(TODAY).hasNoDateAfterToday();
        assertThatThrownBy(() -> assertThatAnswer("Published on 1 February 2026.")
                        .asOf(TODAY)
                        .hasNoDateAfterToday())
                .hasMessage("required no date after 2026-01-31, observed \"1 February 2026\" at 13 = 2026-02-01");
    }

    @Test
    void a_day_that_could_not_be_read_leaves_it_unsure() {
        assertThatThrownBy(() -> assertThatAnswer("It was published at Easter 2018.")
                        .asOf(TODAY)
                        .hasNoDateAfterToday())
                .isInstanceOf(UnsureError.class)
                .hasMessage(
                        "UNSURE: required no date after 2026-01-31, and cannot tell which day is meant by \"Easter 2018\" at 20");
        assertThatThrownBy(() -> assertThatAnswer("It was published at Easter 2018.")
                        .asOf(TODAY)
                        .mentionsOnlyDates(TODAY))
                .isInstanceOf(UnsureError.class);
    }

    @Test
    void hostile_texts_end() {
        String[] words = {
            "in",
            "3",
            "days",
            "2026",
            "-",
            "/",
            ".",
            "May",
            "q",
            "ago",
            "last",
            "99999999999",
            "th",
            "week",
            "\n",
            "\u0130",
            "\ud83d\ude00"
        };
        Random random = new Random(20261125);
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            for (int round = 0; round < 40; round++) {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(40); i >= 0; i--) {
                    text.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
                }
                assertThat(TemporalExpressions.in(text.toString(), NOW))
                        .allSatisfy(one -> assertThat(one.text()).isEqualTo(text.substring(one.start(), one.end())));
            }
            // The whole in one piece would take minutes.
            assertThat(TemporalExpressions.in("may ".repeat(120), NOW)).isNotEmpty();
        });
    }
}
