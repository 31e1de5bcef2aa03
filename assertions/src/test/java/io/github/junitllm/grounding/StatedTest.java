package io.github.junitllm.grounding;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,200.50",
                "1200.5",
                "EUR 1.200,50 in all",
                "1 200,50",
                "1\u00a0200,50",
                "1'200.50",
                "it is 1200,50.",
                "1.2005k"
            })
    void a_number_is_stated_in_any_usual_spelling(String answer) {
        assertThatAnswer(answer).states(1200.5).states(new BigDecimal("1200.50"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1200.05", "12005", "120050", "-1200.5", "A-1200.5", "X1200.5", "1.2k", "about 1.2 thousand", ""
            })
    void another_number_is_not_taken_for_it(String answer) {
        assertThat(new Stated(answer).has(new BigDecimal("1200.5"))).isFalse();
    }

    @Test
    void magnitudes_words_and_signs_count() {
        assertThatAnswer("Twelve of 3 million, 1.2k, -5 and 2024 300")
                .states(12)
                .states(3_000_000)
                .states(1200)
                .states(-5)
                .states(2024)
                .states(300);
    }

    @Test
    void what_two_conventions_read_differently_states_both() {
        assertThat(new Stated("1.200").numbers()).containsExactly(new BigDecimal("1.2"), new BigDecimal("1.2E+3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24",
                "24 November 2026",
                "on November 24th, 2026.",
                "the 24th of November 2026",
                "Nov. 24, 2026",
                "24.11.2026",
                "11/24/2026",
                "24/11/2026",
                "2026/11/24"
            })
    void a_date_is_stated_in_any_usual_spelling(String answer) {
        assertThatAnswer(answer).states(LocalDate.of(2026, 11, 24));
    }

    @ParameterizedTest
    @CsvSource({"124 November 2026", "24 November 20261", "24 November", "24.11.26", "tomorrow"})
    void another_date_is_not_taken_for_it(String answer) {
        assertThat(new Stated(answer).has(LocalDate.of(2026, 11, 24))).isFalse();
    }

    @Test
    void a_name_is_stated_as_whole_words() {
        assertThatAnswer("Ask ZO\u00cb  m\u00fcller today").states("Zoe Muller");
        assertThat(new Stated("Parisian").has("Paris")).isFalse();
    }

    @Test
    void what_is_not_stated_is_told() {
        assertThatThrownBy(() -> assertThatAnswer("You get 60 EUR in 3 days.")
                        .as("refund-02")
                        .states(40))
                .hasMessage("[refund-02] required that the answer states 40, observed the numbers 3, 60");
        assertThatThrownBy(() -> assertThatAnswer("Soon.").states(40))
                .hasMessage("required that the answer states 40, observed no number");
        assertThatThrownBy(() -> assertThatAnswer("Soon.").states(LocalDate.of(2026, 11, 24)))
                .hasMessage("required that the answer states the date 2026-11-24, observed none of its spellings");
        assertThatThrownBy(() -> assertThatAnswer("Soon.").states("Paris"))
                .hasMessage("required that the answer states \"Paris\", observed no such words");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("x").states(" "));
    }
}
