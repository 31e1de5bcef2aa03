package io.github.junitllm.text;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.assertions.UnsureError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopsTest {

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isExactlyInstanceOf(AssertionError.class).hasMessage(message);
    }

    @Test
    void words_in_a_row_are_told_with_their_place() {
        fails(
                () -> assertThatAnswer("Well. " + "We go on, and ".repeat(5) + "stop.")
                        .hasNoLoop(),
                "required no loop of 4 times, observed \"We go on, and\" 5 times in a row at 1:7:"
                        + " \"Well. We go on, and We go on, and We go on, and We go on, and We go on, and stop.\"");
    }

    @Test
    void the_shortest_block_is_named_where_the_loop_starts() {
        assertThatThrownBy(() -> assertThatAnswer("x " + "TEST-".repeat(12)).hasNoLoop())
                .hasMessageStartingWith("required no loop of 4 times, observed \"TEST\" 12 times in a row at 1:3: ");
    }

    @Test
    void signs_within_what_has_no_spaces() {
        assertThatThrownBy(() -> assertThatAnswer("so " + "\u54c8".repeat(60)).hasNoLoop())
                .hasMessageStartingWith(
                        "required no loop of 4 times, observed \"\u54c8\" at least 60 times in a row at 1:4: ");
        assertThatThrownBy(() -> assertThatAnswer("so " + "abcdefghi".repeat(7)).hasNoLoop())
                .hasMessageContaining("\"abcdefghi\" at least 6 times in a row at 1:4: ");
    }

    @Test
    void a_sentence_that_comes_again_and_again() {
        String again = "Please let me know at once. ";
        fails(
                () -> assertThatAnswer(again + "One. " + again + "Two. " + again + "Three. Four.")
                        .hasNoLoop(3),
                """
                required no loop of 3 times, observed "Please let me know at once" 3 times:
                  first at 1:1: "Please let me know at once. One. Please let me know at o..."
                  again at 1:67: "...ase let me know at once. Two. Please let me know at once. Three. Four.\"""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No, no, no, no, no!",
                "New York, New York, New York, New York",
                "| 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
                "----------------------------------------------------------------------------------------",
                "1. buy milk\n2. buy bread\n3. buy milk\n4. buy bread",
                "```\nfor (int i = 0; i < n; i++) {\n  a();\nfor (int i = 0; i < n; i++) {\n  b();\n"
                        + "for (int i = 0; i < n; i++) {\n  c();\nfor (int i = 0; i < n; i++) {\n```"
            })
    void what_is_no_loop(String answer) {
        assertThatAnswer(answer).hasNoLoop();
    }

    @Test
    void the_number_of_times_decides() {
        String three = "one two three four ".repeat(3);
        assertThatAnswer(three).hasNoLoop(4);
        assertThatThrownBy(() -> assertThatAnswer(three).hasNoLoop(3)).hasMessageContaining("3 times in a row");
    }

    @Test
    void wrong_use_and_blank_answers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").hasNoLoop(1))
                .withMessage("a loop of 1 times, allowed are 2 to 1,000; write for example 4");
        fails(() -> assertThatAnswer("").hasNoLoop(), "required no loop of 4 times, observed an empty answer");
    }

    @Test
    void what_is_too_long_is_left_open() {
        assertThatExceptionOfType(UnsureError.class)
                .isThrownBy(() -> assertThatAnswer("a".repeat(5_000_001)).hasNoLoop())
                .withMessage(
                        "required no loop of 4 times, which cannot be told: the answer has 5,000,001 characters, at most 5,000,000 are read");
    }
}
