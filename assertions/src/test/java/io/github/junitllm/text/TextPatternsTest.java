package io.github.junitllm.text;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TextPatternsTest {

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isExactlyInstanceOf(AssertionError.class).hasMessage(message);
    }

    @Test
    void somewhere_nowhere_and_as_a_whole() {
        assertThatAnswer("Order A-17 is late.")
                .containsMatch("[A-Z]-\\d+")
                .containsNoMatch("[A-Z]-\\d{3}")
                .matchesWhole("Order .* is late\\.");
    }

    @Test
    void a_pattern_that_fails_is_told_with_what_is_there() {
        fails(
                () -> assertThatAnswer("Order 17").containsMatch("[A-Z]-\\d+"),
                "required a match of /[A-Z]-\\d+/, observed none in \"Order 17\"");
        fails(
                () -> assertThatAnswer("Order A-17").containsNoMatch("[A-Z]-\\d+"),
                "required no match of /[A-Z]-\\d+/, observed a match of /[A-Z]-\\d+/ at 1:7: \"Order A-17\"");
        fails(
                () -> assertThatAnswer("Order A-17").matchesWhole("[A-Z]-\\d+"),
                "required that /[A-Z]-\\d+/ matches the whole answer, observed that it matches a part only at 1:7: \"Order A-17\"");
        fails(
                () -> assertThatAnswer("Order 17").matchesWhole("[A-Z]-\\d+"),
                "required that /[A-Z]-\\d+/ matches the whole answer, observed no match in \"Order 17\"");
        fails(() -> assertThatAnswer("").containsNoMatch("x"), "required no match of /x/, observed an empty answer");
    }

    @Test
    void a_pattern_that_would_run_away_does_not() {
        String hostile = "a".repeat(100_000) + "!";
        assertThatAnswer(hostile)
                .containsNoMatch("^(a+)+$")
                .containsNoMatch("(a|aa)+$")
                .containsNoMatch("(.*a){20}b");
    }

    @Test
    void wrong_use_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").containsMatch("(?=a)b"))
                .withMessage(
                        "pattern /(?=a)b/: invalid or unsupported Perl syntax; the syntax is that of RE2, without look-around and back references");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").containsNoMatch("a*"))
                .withMessage(
                        "pattern /a*/ matches the empty text, and so every answer; write one that needs at least one character");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").containsMatch("a".repeat(1_001)))
                .withMessageEndingWith("has 1001 chars, allowed are 1,000; split it into several");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").containsMatch("((a{100}){100}){10}"))
                .withMessageMatching(
                        "pattern /\\(\\(a\\{100}\\)\\{100}\\)\\{10}/: (invalid repeat count; the syntax .*|its repetitions make \\d+ steps, allowed are 20,000; write smaller counts, or \\+ and \\*)");
    }
}
