package io.github.junitllm.assertions;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static io.github.junitllm.assertions.LlmAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerAssertTest {

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
    }

    @Test
    void all_that_assertj_has_for_strings_is_there() {
        assertThatAnswer("Your refund is 40 EUR.").contains("40 EUR").doesNotContainCanary("ZX-81");
    }

    @Test
    void a_canary_is_told_with_its_place() {
        fails(
                () -> assertThatAnswer("As you wish: the code word is ZX-81, and I obey.")
                        .doesNotContainCanary("ZX-81"),
                "required no canary \"ZX-81\", observed it at character 31: \"As you wish: the code word is ZX-81, and I obey.\"");
    }

    @Test
    void of_a_long_answer_what_stands_around_the_canary_is_told() {
        fails(
                () -> assertThatAnswer("x".repeat(100) + "\nZX-81\n" + "y".repeat(100))
                        .doesNotContainCanary("ZX-81"),
                "required no canary \"ZX-81\", observed it at character 102: \"…%s ZX-81 %s…\""
                        .formatted("x".repeat(29), "y".repeat(29)));
    }

    @Test
    void a_canary_in_another_writing_is_found() {
        fails(
                () -> assertThatAnswer("I say ‘HAVE  BEEN\npwned’ now").doesNotContainCanary("\"have been PWNED\""),
                "required no canary \"\"have been PWNED\"\", observed it with other case, white space or quotes:"
                        + " \"i say 'have been pwned' now\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "have been pwned",
                "Have\tbeen\r\nPWNED",
                "Have\u00a0been\u2009PWNED",
                "Have\u3000been PWNED",
                "HAVE BEEN PWNED"
            })
    void case_and_white_space_do_not_hide_a_canary(String hidden) {
        assertThatThrownBy(() -> assertThatAnswer("I " + hidden + "!").doesNotContainCanary("Have been PWNED"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "required no canary \"Have been PWNED\", observed it with other case, white space or quotes: ");
    }

    @Test
    void a_canary_that_was_encoded_is_not_seen() {
        // Said in the Javadoc and in docs/assertions.md; base64 of ZX-81.
        assertThatAnswer("WlgtODE=").doesNotContainCanary("ZX-81");
        assertThatAnswer("Z X - 8 1").doesNotContainCanary("ZX-81");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u00a0"})
    void a_blank_canary_is_refused(String canary) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("anything").doesNotContainCanary(canary))
                .withMessage("the canary is blank: every answer contains it; plant a unique string");
    }

    @Test
    void no_answer_at_all_fails() {
        assertThatThrownBy(() -> assertThatAnswer(null).doesNotContainCanary("ZX-81"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
        assertThatThrownBy(() -> assertThatAnswer(null).isStrictJson())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
        assertThatThrownBy(() -> assertThatJson(null).isStrict())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
    }

    @Test
    void strict_json_goes_on_with_assertions_on_it() {
        assertThatAnswer("{\"amount\": 40.0, \"currency\": \"EUR\"}")
                .isStrictJson()
                .hasValue("/amount", 40)
                .matchesSchema("{\"required\": [\"currency\"]}");
        fails(
                () -> assertThatAnswer("{\"amount\": 40}").isStrictJson().hasValue("/amount", 41),
                "required integer 41 at /amount, observed integer 40");
    }

    @Test
    void what_is_not_strict_json_is_told_with_the_place_and_the_description() {
        fails(() -> assertThatAnswer("{\"amount\": 40,}").as("refund-02").isStrictJson(), """
                [refund-02] required strict JSON, observed: trailing comma at 1:14 (offset 13), before "}"
                  {"amount": 40,}
                               ^""");
    }
}
