package io.github.junitllm.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text of models on a terminal: nothing in it may act. */
class PrintableTest {

    @Test
    void shows_an_escape_sequence_instead_of_obeying_it() {
        assertThat(Printable.text("\u001b[31mred\u001b[0m \u0007 \u009b2J"))
                .isEqualTo("\\u001b[31mred\\u001b[0m \\u0007 \\u009b2J");
    }

    @Test
    void shows_what_would_turn_the_direction_of_the_text() {
        assertThat(Printable.text("user\u202enimda\u202c \u2066x\u2069 a\u200bb"))
                .isEqualTo("user\\u202enimda\\u202c \\u2066x\\u2069 a\\u200bb");
    }

    @Test
    void shows_a_carriage_return_that_would_overwrite_the_line() {
        assertThat(Printable.text("FAIL\rPASS\r\n")).isEqualTo("FAIL\\u000dPASS\\u000d\n");
    }

    @ParameterizedTest
    @CsvSource({"tag latin a, 0xE0061, \\U000e0061", "musical format, 0x1D173, \\U0001d173"})
    void shows_invisible_characters_beyond_the_basic_plane(String name, String codePoint, String shown) {
        assertThat(Printable.text(Character.toString(Integer.decode(codePoint))))
                .as(name)
                .isEqualTo(shown);
    }

    @Test
    void shows_half_a_character_that_no_encoding_can_write() {
        assertThat(Printable.text("a\ud800b")).isEqualTo("a\\ud800b");
    }

    @Test
    void shows_line_separators_that_are_no_line_feed() {
        assertThat(Printable.text("a\u2028b\u2029c\u0085d")).isEqualTo("a\\u2028b\\u2029c\\u0085d");
    }

    @Test
    void keeps_lines_tabs_and_the_scripts_of_the_world() {
        String text = "Ärger\n\tيوم 日本 🙂";
        assertThat(Printable.text(text)).isEqualTo(text);
    }

    @Test
    void is_bounded_and_says_how_much_is_left_out() {
        assertThat(Printable.text("x".repeat(5_000_000))).isEqualTo("x".repeat(10_000) + "… (4990000 more characters)");
    }

    @Test
    void does_not_cut_a_character_in_two() {
        assertThat(Printable.text("x".repeat(9_999) + "🙂y")).isEqualTo("x".repeat(9_999) + "… (3 more characters)");
    }

    @Test
    void leaves_ten_thousand_characters_whole() {
        assertThat(Printable.text("x".repeat(10_000))).isEqualTo("x".repeat(10_000));
    }
}
