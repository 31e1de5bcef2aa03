package io.github.junitllm.text;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Optional;
import org.apiguardian.api.API;

/** Guesses the language of a text. {@link LinguaLanguages} is one. */
@API(status = EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface LanguageGuesser {

    /**
     * Guesses.
     *
     * @param text not blank, at most 20,000 characters
     * @return two letters by ISO 639-1, in lower case; empty when it cannot be told
     */
    Optional<String> languageOf(String text);
}
