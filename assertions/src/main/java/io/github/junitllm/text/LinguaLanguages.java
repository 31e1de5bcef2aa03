package io.github.junitllm.text;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.github.pemistahl.lingua.api.IsoCode639_1;
import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Guesses languages with the library Lingua, which the user's tests add: {@code com.github.pemistahl:lingua:1.2.2} (80 MB of
 * language models; those of the languages asked for are loaded on first use and take some seconds). Offline, for several threads.
 * A text with fewer than 20 letters, or between two languages, it cannot tell; of a mixed one it tells the most of it.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class LinguaLanguages implements LanguageGuesser {

    /** By how much the best language must lead; below it the library says that it cannot tell. */
    private static final double LEAST_LEAD = 0.1;

    /** Measured: of one or two words it takes "40 EUR" for French. */
    private static final int LEAST_LETTERS = 20;

    private final LanguageDetector detector;

    private LinguaLanguages(LanguageDetector detector) {
        this.detector = detector;
    }

    /**
     * Chooses among these languages only: a text in another one is taken for the most similar of them, so name all that an
     * answer may be in.
     *
     * @param languages two or more, two letters each by ISO 639-1
     * @throws IllegalStateException when the library is not on the class path
     */
    public static LinguaLanguages among(String... languages) {
        if (Arrays.stream(languages).distinct().count() < 2) {
            throw new IllegalArgumentException(
                    "%d languages, expected two or more different ones to choose among; write for example among(\"en\", \"de\", \"fr\")"
                            .formatted(languages.length));
        }
        Arrays.stream(languages).forEach(Languages::requireCode);
        try {
            return Loader.load(languages);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "the library that tells languages is missing; add com.github.pemistahl:lingua:1.2.2 to the tests",
                    e);
        }
    }

    /** Apart, so that its absence is noticed here and nowhere else. */
    private static final class Loader {

        static LinguaLanguages load(String... languages) {
            IsoCode639_1[] codes = Arrays.stream(languages).map(Loader::code).toArray(IsoCode639_1[]::new);
            return new LinguaLanguages(LanguageDetectorBuilder.fromIsoCodes639_1(codes)
                    .withMinimumRelativeDistance(LEAST_LEAD)
                    .build());
        }

        private static IsoCode639_1 code(String language) {
            return Arrays.stream(IsoCode639_1.values())
                    .filter(code -> code.name().equals(language.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "\"%s\" is a language that the library does not know".formatted(language)));
        }
    }

    @Override
    public Optional<String> languageOf(String text) {
        if (text.codePoints().filter(Character::isLetter).count() < LEAST_LETTERS) {
            return Optional.empty();
        }
        Language language = detector.detectLanguageOf(text);
        return language == Language.UNKNOWN
                ? Optional.empty()
                : Optional.of(language.getIsoCode639_1().name().toLowerCase(Locale.ROOT));
    }
}
