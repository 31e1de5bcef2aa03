package io.github.junitllm.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalExpressionsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-02-15");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "due 2026-01-31.|2026-01-31|[2026-01-31]",
                "due 31.01.2026|31.01.2026|[2026-01-31]",
                "due 5/12/2026|5/12/2026|[2026-05-12]",
                "on 3rd of March 2026|3rd of March 2026|[2026-03-03]",
                "on March 3, 2026|March 3, 2026|[2026-03-03]",
                "on Feb 29|Feb 29|[2024-02-29, 2028-02-29]",
                "it was Monday|Monday|[2026-02-09, 2026-02-16]",
                "two weeks ago|two weeks ago|[2026-02-01]",
                "see you in 3 days|in 3 days|[2026-02-18]",
                "last quarter|last quarter|[2025-10-01/2026-01-01]",
                "Q3 2024|Q3 2024|[2024-07-01/2024-10-01]",
                "in the 5 years|5 years|[PT43800H]"
            })
    void expressions_are_found_and_resolved(String text, String found, String values) {
        assertThat(TemporalExpressions.in(text, TODAY)).singleElement().satisfies(one -> {
            assertThat(one.text()).isEqualTo(found);
            assertThat(one.values()).hasToString(values);
        });
    }

    @ParameterizedTest
    @CsvSource({"Tel: +86 2010-2015-86", "it may be so", "deliver 2000 pieces of toys", "30/4.85", "February 30 2026"})
    void other_numbers_and_words_are_left_alone(String text) {
        assertThat(TemporalExpressions.in(text, TODAY)).isEmpty();
    }

    @Test
    void generated_texts_end() {
        String[] words = {
            "in", "3", "days", "2026", "-", "/", ".", "May", "q", "ago", "last", "99999999999", "th", "week", "\n"
        };
        Random random = new Random(20261125);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
            }
            assertThat(TemporalExpressions.in(text.toString(), TODAY))
                    .allSatisfy(one -> assertThat(one.text()).isEqualTo(text.substring(one.start(), one.end())));
        }
    }
}
