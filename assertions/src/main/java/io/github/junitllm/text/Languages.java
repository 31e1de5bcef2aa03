package io.github.junitllm.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether an answer is in a language. */
final class Languages {

    private static final int READ = 20_000;

    private Languages() {}

    static AnswerCheck in(String language, LanguageGuesser guesser) {
        String required = "an answer in %s (%s)".formatted(requireCode(language), name(language));
        return AnswerCheck.of(required, answer -> {
            Optional<String> guess = guesser.languageOf(answer.substring(0, Math.min(READ, answer.length())));
            if (guess.isEmpty()) {
                return CheckResult.unsure("too little text, or languages too close, in " + CheckReport.startOf(answer));
            }
            return guess.get().equals(language)
                    ? CheckResult.held()
                    : CheckResult.failed(
                            "%s (%s) in %s".formatted(guess.get(), name(guess.get()), CheckReport.startOf(answer)));
        });
    }

    static String requireCode(String language) {
        if (Arrays.binarySearch(SORTED, language) < 0) {
            throw new IllegalArgumentException(
                    "\"%s\" is no language by ISO 639-1; write two letters, for example \"de\"".formatted(language));
        }
        return language;
    }

    private static final String[] SORTED =
            Arrays.stream(Locale.getISOLanguages()).sorted().toArray(String[]::new);

    private static String name(String language) {
        return Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
    }
}
