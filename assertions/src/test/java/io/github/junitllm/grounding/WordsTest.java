package io.github.junitllm.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static List<String> stems(String text) {
        return Words.of(text).stream().map(Word::stem).toList();
    }

    private static List<String> sentences(String text) {
        return Sentences.of(text).stream().map(span -> span.of(text)).toList();
    }

    @Test
    void inflections_of_a_word_meet() {
        assertThat(stems("policies painted painting paints")).containsExactly("polici", "paint", "paint", "paint");
        assertThat(stems("policy")).isEqualTo(stems("policies"));
        assertThat(stems("the café’s")).containsExactly("the", "cafe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,200.50|1200.5",
                "1.200,50|1200.5",
                "1,200|1200",
                "1200,50|1200.5",
                "44bn|44000000000",
                "$44 billion|44000000000",
                "3k|3000",
                "2004|2004",
                "007|7"
            })
    void numbers_are_read_by_value(String text, String stem) {
        assertThat(stems(text)).startsWith(stem);
    }

    @Test
    void words_for_numbers_have_a_value() {
        assertThat(Words.of("twelve").get(0).value().orElseThrow()).isEqualByComparingTo("12");
        assertThat(Words.of("two million").get(0).value().orElseThrow()).isEqualByComparingTo("2000000");
    }

    @Test
    void initials_are_one_word_and_marks_of_citations_none() {
        assertThat(stems("in the U.S. alone [1][2, 3][^4]")).containsExactly("in", "the", "us", "alon");
        assertThat(stems("x[0]y")).containsExactly("x", "y");
        assertThat(stems("[see 3]")).containsExactly("see", "3");
    }

    @Test
    void offsets_point_into_the_text() {
        assertThat(Words.of("Paid [1] 40 EUR."))
                .extracting(Word::start, Word::end)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, 4),
                        org.assertj.core.groups.Tuple.tuple(9, 11),
                        org.assertj.core.groups.Tuple.tuple(12, 15));
    }

    @Test
    void sentences_end_at_stops_and_lines_but_not_at_abbreviations_or_numbers_of_items() {
        assertThat(sentences("Dr. Who paid 3.50 EUR, e.g. in the U.S. He left.\n1. First item. 2nd part!\nLast"))
                .containsExactly(
                        "Dr. Who paid 3.50 EUR, e.g. in the U.S. He left.", "1. First item.", "2nd part!", "Last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "[", "[1", "'", "\ud800", "1.", ",,,", "1,1,1,1,1,1,1.1.1"})
    void odd_texts_are_read(String text) {
        assertThat(Words.of(text)).hasSizeLessThan(2);
        assertThat(Sentences.of(text)).hasSizeLessThan(2);
    }
}
