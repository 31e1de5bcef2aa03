package io.github.junitllm.text;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.assertions.UnsureError;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

    private static final LanguageGuesser LINGUA = LinguaLanguages.among("en", "de", "fr", "es");

    @ParameterizedTest
    @CsvSource({
        "en, 'You get your money back within fourteen days.'",
        "de, 'Sie erhalten Ihr Geld innerhalb von vierzehn Tagen zur\u00fcck.'",
        "fr, 'Vous serez rembours\u00e9 dans un d\u00e9lai de quatorze jours.'",
        "es, 'Recibir\u00e1 su dinero en un plazo de catorce d\u00edas.'"
    })
    void a_sentence_is_told(String language, String answer) {
        assertThatAnswer(answer).isInLanguage(language, LINGUA);
    }

    @Test
    void another_language_is_named() {
        assertThatThrownBy(() -> assertThatAnswer("You get your money back within fourteen days.")
                        .isInLanguage("de", LINGUA))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage(
                        "required an answer in de (German), observed en (English) in \"You get your money back within fourteen days.\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "OK", "40 EUR", "Ja, in Ordnung."})
    void what_is_too_short_is_left_open(String answer) {
        assertThatExceptionOfType(UnsureError.class)
                .isThrownBy(() -> assertThatAnswer(answer).isInLanguage("de", LINGUA))
                .withMessage(
                        "required an answer in de (German), which cannot be told: too little text, or languages too close, in \"%s\""
                                .formatted(answer));
    }

    @Test
    void any_guesser_will_do_and_sees_a_bounded_text() {
        assertThatAnswer("x".repeat(50_000)).isInLanguage("nl", text -> {
            assertThat(text).hasSize(20_000);
            return Optional.of("nl");
        });
    }

    @Test
    void wrong_use_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").isInLanguage("german", LINGUA))
                .withMessage("\"german\" is no language by ISO 639-1; write two letters, for example \"de\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinguaLanguages.among("en", "en"))
                .withMessage(
                        "2 languages, expected two or more different ones to choose among; write for example among(\"en\", \"de\", \"fr\")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinguaLanguages.among("en", "dz"))
                .withMessage("\"dz\" is a language that the library does not know");
    }
}
