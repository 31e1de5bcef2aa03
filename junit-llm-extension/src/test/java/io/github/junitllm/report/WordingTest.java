package io.github.junitllm.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    private static List<String> names(int number) {
        return IntStream.rangeClosed(1, number).mapToObj(i -> "c" + i).toList();
    }

    @Test
    void twelve_names_are_shown_and_of_more_how_many() {
        assertThat(Wording.some(List.of())).isEmpty();
        assertThat(Wording.some(names(12))).isEqualTo("c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12");
        assertThat(Wording.some(names(13))).isEqualTo("c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12 and 1 more");
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0.90", "0.95, 0.95", "0.9895, 0.9895", "0.985, 0.985", "0.86089, 0.8609"})
    void a_rate_has_two_to_four_decimals(double rate, String words) {
        assertThat(Wording.rate(rate)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0.95, 95", "0.975, 97.5", "0.5, 50", "0.9999, 99.99"})
    void a_confidence_has_the_decimals_it_needs(double confidence, String words) {
        assertThat(Wording.percentage(confidence)).isEqualTo(words);
    }
}
