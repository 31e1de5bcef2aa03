package io.github.junitllm.text;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isExactlyInstanceOf(AssertionError.class).hasMessage(message);
    }

    @Test
    void all_any_and_none() {
        assertThatAnswer("You get 40 EUR within 14 days.")
                .mentionsAll("14 days", "40 EUR")
                .mentionsAny("40 euros", "40 EUR")
                .mentionsNone("50 EUR", "30 days");
    }

    @Test
    void the_missing_ones_are_named() {
        fails(
                () -> assertThatAnswer("You get 40 EUR.").mentionsAll("14 days", "40 EUR", "by card"),
                "required all of \"14 days\", \"40 EUR\", \"by card\", observed no \"14 days\", \"by card\" in \"You get 40 EUR.\"");
        fails(
                () -> assertThatAnswer("You get 40 EUR.").mentionsAny("14 days", "by card"),
                "required any of \"14 days\", \"by card\", observed none of them in \"You get 40 EUR.\"");
    }

    @Test
    void what_should_not_be_there_is_told_with_its_place() {
        fails(
                () -> assertThatAnswer("First.\nYou get 40 EUR.").mentionsNone("40 eur"),
                "required none of \"40 eur\", observed \"40 eur\" at 2:9: \"First.\\nYou get 40 EUR.\"");
        fails(() -> assertThatAnswer("a b").mentionsNone("b", "c", "a"), """
                required none of "b", "c", "a", observed "b", "a":
                  at 1:3: "a b"
                  at 1:1: "a b\"""");
    }

    @ParameterizedTest
    @CsvSource({
        "40 EUR, 40\u00a0eur",
        "40 EUR, '40 \n  EUR'",
        "don't, don\u2019t",
        "co-op, CO\u2011OP",
        "office, o\ufb03ce",
        "caf\u00e9, cafe\u0301",
        "stra\u00dfe, STRASSE",
        "\u03bf\u03b4\u03bf\u03c2, \u039f\u0394\u039f\u03a3",
        "40, \uff14\uff10",
        "password, pass\u200bword",
        "\uac00, \u1100\u1161"
    })
    void what_does_not_count(String phrase, String written) {
        assertThatAnswer("before " + written + " after").mentionsAll(phrase);
        assertThatAnswer("before " + phrase + " after").mentionsAll(written);
        assertThatThrownBy(
                        () -> assertThatAnswer("before " + written + " after").mentionsNone(phrase))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(" at 1:8: ");
    }

    @Test
    void accents_count() {
        assertThatAnswer("resume").mentionsNone("r\u00e9sum\u00e9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "arts", "art_2", "1art", "caf\u00e9art", "art\u0301"})
    void whole_words_are_found_by_option_only(String text) {
        assertThatAnswer(text).mentionsNone(Phrases.of("art").asWholeWords());
        if (!text.endsWith("\u0301")) {
            assertThatAnswer(text).mentionsAll(Phrases.of("art"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"art", "(art)", "start art", "art.", "art start", "\ud83c\udfa8art\ud83c\udfa8"})
    void a_whole_word_is_found_wherever_it_stands(String text) {
        assertThatAnswer(text).mentionsAll(Phrases.of("art").asWholeWords());
    }

    @Test
    void whole_words_are_named_in_the_message() {
        fails(
                () -> assertThatAnswer("start")
                        .mentionsAny(Phrases.of("art", "C++").asWholeWords()),
                "required any of \"art\", \"C++\" (as whole words), observed none of them in \"start\"");
    }

    @Test
    void a_blank_answer_does_not_pass_for_one_without_the_phrase() {
        fails(() -> assertThatAnswer(" ").mentionsNone("x"), "required none of \"x\", observed a blank answer");
        assertThatThrownBy(() -> assertThatAnswer(null).mentionsNone("x")).isInstanceOf(AssertionError.class);
    }

    @Test
    void wrong_use_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").mentionsAll())
                .withMessage(
                        "0 phrases, allowed are 1 to 1,000; write for example Phrases.of(\"40 EUR\", \"40 euros\")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").mentionsNone("b", "\u200b "))
                .withMessage(
                        "the phrase \"\\u200b \" is blank: every answer contains it; write at least one visible character");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Phrases.of("x".repeat(10_001)))
                .withMessage("the phrase \"%s...\" has 10001 chars, allowed are 10,000".formatted("x".repeat(37)));
    }

    @Test
    void many_missing_phrases_do_not_fill_the_screen() {
        String[] phrases = IntStream.range(0, 30).mapToObj(i -> "p" + i).toArray(String[]::new);
        assertThatThrownBy(() -> assertThatAnswer("x").mentionsAll(phrases))
                .hasMessageContaining("observed no \"p0\", ")
                .hasMessageContaining("\"p19\" and 10 more in \"x\"");
    }

    /** The plain way, for short texts: fold both, look with indexOf. */
    @Test
    void agrees_with_a_plain_search_on_generated_texts() {
        Random random = new Random(7);
        int[] alphabet = "aAbB \u00e9\u0301\u200b\u00df\ufb03\u3000'\u2019-\ud83c\udfa8"
                .codePoints()
                .toArray();
        for (int i = 0; i < 3_000; i++) {
            String phrase = text(random, alphabet, 1 + random.nextInt(4));
            String answer = text(random, alphabet, 1 + random.nextInt(30));
            if (!FoldedText.of(phrase).isBlank() && !answer.isBlank()) {
                boolean expected = FoldedText.of(answer).contains(FoldedText.of(phrase));
                boolean found = Mentions.all(Phrases.of(phrase)).check(answer) instanceof CheckResult.Held;
                assertThat(found).as("<%s> in <%s>", phrase, answer).isEqualTo(expected);
            }
        }
    }

    private static String text(Random random, int[] alphabet, int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, 0, alphabet.length).forEach(i -> text.appendCodePoint(alphabet[i]));
        return text.toString();
    }

    @Test
    void a_text_that_folds_to_eighteen_times_its_length_is_read_in_pieces() {
        assertThatAnswer("\ufdfa".repeat(1_000_000) + " end").mentionsAll("end").mentionsNone("start");
    }
}
