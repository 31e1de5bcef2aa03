package io.github.junitllm.text;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.assertions.UnsureError;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerCheckTest {

    private static final AnswerCheck GREETING = AnswerCheck.of("a greeting", "no greeting", answer -> {
        int at = answer.indexOf("Hello");
        if (answer.startsWith("Hm")) {
            return CheckResult.unsure("a sound is no word", new TextSpan(0, 2));
        }
        return at >= 0
                ? CheckResult.held(new TextSpan(at, at + 5))
                : CheckResult.failed("another start", new TextSpan(0, 3));
    });

    private static AnswerCheck giving(CheckResult result) {
        return AnswerCheck.of("it", "not it", answer -> result);
    }

    @Test
    void what_is_required_and_observed_is_told_with_the_place() {
        assertThatAnswer("Well. Hello!").satisfiesCheck(GREETING);
        assertThatThrownBy(() -> assertThatAnswer("Go away.").as("refund-02").satisfiesCheck(GREETING))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("[refund-02] required a greeting, observed another start at 1:1: \"Go away.\"");
    }

    @Test
    void a_negated_check_tells_where_it_holds() {
        assertThatAnswer("Go away.").doesNotSatisfyCheck(GREETING);
        assertThatThrownBy(() -> assertThatAnswer("One line.\nHello!").doesNotSatisfyCheck(GREETING))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("required no greeting, observed a greeting at 2:1: \"One line.\\nHello!\"");
    }

    @Test
    void a_doubt_is_a_doubt_in_both_directions() {
        assertThatExceptionOfType(UnsureError.class)
                .isThrownBy(() -> assertThatAnswer("Hm.").as("refund-02").satisfiesCheck(GREETING))
                .withMessage(
                        "[refund-02] required a greeting, which cannot be told: a sound is no word at 1:1: \"Hm.\"");
        assertThatExceptionOfType(UnsureError.class)
                .isThrownBy(() -> assertThatAnswer("Hm.").doesNotSatisfyCheck(GREETING))
                .withMessage("required no greeting, which cannot be told: a sound is no word at 1:1: \"Hm.\"");
    }

    @Test
    void several_places_are_told_one_a_line_and_ten_at_most() {
        TextSpan[] spans = IntStream.range(0, 12)
                .mapToObj(i -> new TextSpan(i, i + 1, "no. " + i))
                .toArray(TextSpan[]::new);
        assertThatThrownBy(() ->
                        assertThatAnswer("abcdefghijkl").satisfiesCheck(giving(CheckResult.failed("letters", spans))))
                .hasMessageStartingWith(
                        "required it, observed letters:\n  no. 0 at 1:1: \"abcdefghijkl\"\n  no. 1 at 1:2: ")
                .hasMessageEndingWith("\n  no. 9 at 1:10: \"abcdefghijkl\"\n  and 2 more");
    }

    @Test
    void of_a_long_answer_what_stands_around_is_told() {
        String answer = "x".repeat(100) + "HERE" + "y".repeat(100);
        assertThatThrownBy(() -> assertThatAnswer(answer)
                        .satisfiesCheck(giving(CheckResult.failed("a shout", new TextSpan(100, 104)))))
                .hasMessage("required it, observed a shout at 1:101: \"...%sHERE%s...\""
                        .formatted("x".repeat(30), "y".repeat(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n\t", "\u3000"})
    void a_blank_answer_satisfies_nothing_in_either_direction(String blank) {
        assertThatThrownBy(() -> assertThatAnswer(blank).satisfiesCheck(giving(CheckResult.held())))
                .hasMessage("required it, observed a blank answer");
        assertThatThrownBy(() -> assertThatAnswer(blank).doesNotSatisfyCheck(giving(CheckResult.failed("x"))))
                .hasMessage("required not it, observed a blank answer");
    }

    @Test
    void neither_does_an_empty_one_nor_none() {
        assertThatThrownBy(() -> assertThatAnswer("").doesNotSatisfyCheck(giving(CheckResult.failed("x"))))
                .hasMessage("required not it, observed an empty answer");
        assertThatThrownBy(() -> assertThatAnswer(null).doesNotSatisfyCheck(giving(CheckResult.failed("x"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
    }

    @Test
    void a_check_that_breaks_is_no_failed_check() {
        AnswerCheck broken = AnswerCheck.of("it", "not it", answer -> {
            throw new IllegalStateException("judge not reached");
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThatAnswer("a").satisfiesCheck(broken))
                .withMessage("judge not reached");
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThatAnswer("a").doesNotSatisfyCheck(broken))
                .withMessage("judge not reached");
    }

    @Test
    void a_check_without_a_negation_is_refused_negated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a")
                        .doesNotSatisfyCheck(AnswerCheck.of("a short poem", answer -> CheckResult.held())))
                .withMessage(
                        "the check \"a short poem\" has no negation: an answer may fail it for several reasons; write a check for what you want instead, or let its requiredWhenNegated() say it");
    }

    @Test
    void a_check_that_points_outside_of_the_answer_is_named() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        assertThatAnswer("abc").satisfiesCheck(giving(CheckResult.failed("x", new TextSpan(2, 9)))))
                .withMessage("the check \"it\" points at 2 to 9, the answer has 3 chars");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextSpan(3, 2))
                .withMessage("a span from 3 to 2: expected offsets from 0, the end not before the start");
    }

    @Test
    @SuppressWarnings("NullAway") // what code without null marks may do
    void a_check_that_gives_null_is_named() {
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThatAnswer("abc").satisfiesCheck(AnswerCheck.of("it", answer -> null)))
                .withMessage(
                        "the check \"it\" returned null; expected one of CheckResult.held(), failed(...), unsure(...)");
    }

    @Test
    void a_check_without_words_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerCheck.of(" ", answer -> CheckResult.held()))
                .withMessage("a check without a word on what it requires; write for example \"a greeting\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerCheck.of("it", "", answer -> CheckResult.held()))
                .withMessage(
                        "a check without a word on what it requires; write for example \"a greeting\", \"no greeting\"");
    }
}
