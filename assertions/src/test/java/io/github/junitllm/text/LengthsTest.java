package io.github.junitllm.text;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static io.github.junitllm.text.TextUnit.CHARACTERS;
import static io.github.junitllm.text.TextUnit.CODE_POINTS;
import static io.github.junitllm.text.TextUnit.SENTENCES;
import static io.github.junitllm.text.TextUnit.WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthsTest {

    @ParameterizedTest(name = "{0}: {1} words, {2} sentences, {3} characters, {4} code points")
    @CsvSource({
        "I don't know., 3, 1, 13, 13",
        "'Yes. No? Of course!', 4, 3, 19, 19",
        "It costs 3.5 EUR., 4, 1, 17, 17",
        "a follow-up, 2, 1, 11, 11",
        "\ud83d\udc4d\ud83c\udffd, 0, 0, 1, 2",
        "e\u0301t\u00e9, 1, 1, 3, 4",
        "--- ..., 0, 0, 7, 7"
    })
    void what_is_counted(String text, int words, int sentences, int characters, int codePoints) {
        assertThat(WORDS.count(text)).isEqualTo(words);
        assertThat(SENTENCES.count(text)).isEqualTo(sentences);
        assertThat(CHARACTERS.count(text)).isEqualTo(characters);
        assertThat(CODE_POINTS.count(text)).isEqualTo(codePoints);
    }

    @Test
    void limits_are_included() {
        assertThatAnswer("One two three.")
                .hasAtMost(3, WORDS)
                .hasAtLeast(3, WORDS)
                .hasBetween(3, 3, WORDS)
                .hasAtMost(1, SENTENCES);
    }

    @Test
    void the_count_is_told() {
        assertThatThrownBy(() -> assertThatAnswer("One two three.").hasAtMost(2, WORDS))
                .hasMessage("required at most 2 words, observed 3 words in \"One two three.\"");
        assertThatThrownBy(() -> assertThatAnswer("One.").hasAtLeast(2, SENTENCES))
                .hasMessage("required at least 2 sentences, observed 1 sentence in \"One.\"");
        assertThatThrownBy(() -> assertThatAnswer("One.").hasBetween(5, 9, CODE_POINTS))
                .hasMessage("required 5 to 9 code points, observed 4 code points in \"One.\"");
        assertThatThrownBy(() -> assertThatAnswer("").hasAtMost(2, WORDS))
                .hasMessage("required at most 2 words, observed an empty answer");
    }

    @Test
    void wrong_use_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").hasAtMost(0, WORDS))
                .withMessage("a limit of 0, allowed are 1 and more; a blank answer fails anyway");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").hasAtLeast(0, WORDS))
                .withMessage("a limit of 0, allowed are 1 and more; a blank answer fails anyway");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").hasBetween(9, 3, WORDS))
                .withMessage("between 9 and 3: the lower limit comes first");
    }
}
