package io.github.junitllm.text;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.junitllm.assertions.UnsureError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LikenessTest {

    /** Counts two letters: no model, but a direction. */
    private static final TextEmbedding LETTERS = text -> new float[] {
        text.chars().filter(c -> c == 'a').count(),
        text.chars().filter(c -> c == 'b').count()
    };

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isExactlyInstanceOf(AssertionError.class).hasMessage(message);
    }

    @Test
    void edits_are_counted() {
        assertThatAnswer("kitten").isWithinEdits("sitting", 3).isWithinEditShare("sitting", 0.43);
        assertThatAnswer("same").isWithinEdits("same", 0).isWithinEditShare("same", 0);
        fails(
                () -> assertThatAnswer("kitten").isWithinEdits("sitting", 2),
                "required at most 2 edits to \"sitting\", observed more: 3 edits, 0.429 of the longer text, in \"kitten\"");
        fails(
                () -> assertThatAnswer("kitten").isWithinEditShare("sitting", 0.42),
                "required edits of at most 0.42 of the longer text to \"sitting\", observed more: 3 edits, 0.429 of the longer text, in \"kitten\"");
        fails(
                () -> assertThatAnswer("kitten").isWithinEdits("", 1),
                "required at most 1 edit to \"\", observed at least 6 edits: 6 characters, not 0, in \"kitten\"");
        fails(
                () -> assertThatAnswer("").isWithinEdits("", 1),
                "required at most 1 edit to \"\", observed an empty answer");
    }

    @Test
    void texts_that_are_too_long_to_compare_are_left_open() {
        String answer = "a".repeat(200_000);
        assertThatAnswer(answer).isWithinEdits(answer, 3);
        assertThatExceptionOfType(UnsureError.class)
                .isThrownBy(() -> assertThatAnswer(answer).isWithinEdits("b".repeat(200_000), 100_000))
                .withMessageEndingWith(
                        "which cannot be told: texts of 200,000 and 200,000 characters are too long for a limit of 100,000 edits; compare parts, or allow fewer");
    }

    @Test
    void an_embedding_decides_by_its_angle() {
        assertThatAnswer("aab").isSimilarTo("abaaba", LETTERS, 1);
        assertThat(Similarity.cosine(new float[] {1, 0}, new float[] {1, 1})).isCloseTo(0.7071, within(1e-4));
        fails(
                () -> assertThatAnswer("a").isSimilarTo("ab", LETTERS, 0.8),
                "required a cosine of at least 0.8 with \"ab\", observed 0.7071 in \"a\"");
        fails(
                () -> assertThatAnswer(" ").isSimilarTo("ab", LETTERS, 0.8),
                "required a cosine of at least 0.8 with \"ab\", observed a blank answer");
    }

    @Test
    void an_embedding_that_is_none_is_an_error_and_no_answer() {
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThatAnswer("c").isSimilarTo("ab", LETTERS, 0.8))
                .withMessage(
                        "an embedding has no direction: all its numbers are 0, or one is not finite; nothing can be compared");
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThatAnswer("aaa").isSimilarTo("ab", text -> new float[text.length()], 0.8))
                .withMessage("embeddings of 2 and 3 numbers; expected the same length for every text");
    }

    @Test
    void tokens_are_counted_exactly_where_they_are_known() {
        assertThatAnswer("Hello world").hasAtMostTokens(2, "openai", "gpt-4o");
        fails(
                () -> assertThatAnswer("Hello world").hasAtMostTokens(1, "openai", "gpt-4o"),
                "required at most 1 tokens of gpt-4o, observed 2 tokens in \"Hello world\"");
    }

    @Test
    void tokens_of_other_models_are_told_with_their_bounds() {
        String answer = "Hello world ".repeat(100);
        assertThatAnswer(answer).hasAtMostTokens(300, "anthropic", "claude-haiku-4-5");
        assertThatExceptionOfType(UnsureError.class)
                .isThrownBy(() -> assertThatAnswer(answer).hasAtMostTokens(200, "anthropic", "claude-haiku-4-5"))
                .withMessage(
                        "required at most 200 tokens of claude-haiku-4-5, which cannot be told: about 201 tokens (90 to 271): the tokens of this model are not known here; assert on the calls with usage()");
        assertThatThrownBy(() -> assertThatAnswer(answer).hasAtMostTokens(50, "anthropic", "claude-haiku-4-5"))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "required at most 50 tokens of claude-haiku-4-5, observed about 201 tokens (90 to 271) in \"Hello");
    }

    @Test
    void wrong_use_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").isWithinEdits("b", -1))
                .withMessage("at most -1 edits, allowed are 0 and more; write for example 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").isWithinEditShare("b", Double.NaN))
                .withMessage(
                        "edits of at most NaN of the longer text, allowed are 0 to below 1; write for example 0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").isSimilarTo("b", LETTERS, 1.1))
                .withMessage("a cosine of at least 1.1, allowed are above 0 to 1; write for example 0.8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").isSimilarTo(" ", LETTERS, 0.8))
                .withMessage("the expected text is blank: nothing is similar to it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").hasAtMostTokens(0, "openai", "gpt-4o"))
                .withMessage("at most 0 tokens, allowed are 1 and more; write for example 300");
    }
}
