package io.github.junitllm.text;

import io.github.junitllm.json.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks of phrases that are to be there or not. */
final class Mentions {

    private Mentions() {}

    static AnswerCheck all(Phrases phrases) {
        return AnswerCheck.of("all of " + phrases, answer -> {
            List<Optional<TextSpan>> found = PhraseSearch.first(phrases, answer);
            String missing = named(phrases, found, false);
            return missing.isEmpty()
                    ? CheckResult.held()
                    : CheckResult.failed("no %s in %s".formatted(missing, CheckReport.startOf(answer)));
        });
    }

    static AnswerCheck any(Phrases phrases) {
        return AnswerCheck.of("any of " + phrases, answer -> {
            boolean found = PhraseSearch.first(phrases, answer).stream().anyMatch(Optional::isPresent);
            return found ? CheckResult.held() : CheckResult.failed("none of them in " + CheckReport.startOf(answer));
        });
    }

    static AnswerCheck none(Phrases phrases) {
        return AnswerCheck.of("none of " + phrases, answer -> {
            List<Optional<TextSpan>> found = PhraseSearch.first(phrases, answer);
            List<TextSpan> places = new ArrayList<>();
            found.forEach(place -> place.ifPresent(places::add));
            return places.isEmpty() ? CheckResult.held() : new CheckResult.Failed(named(phrases, found, true), places);
        });
    }

    private static String named(Phrases phrases, List<Optional<TextSpan>> found, boolean present) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).isPresent() == present) {
                names.add("\"" + Visible.excerpt(phrases.phrases().get(i), 80) + "\"");
            }
        }
        return names.stream().limit(20).collect(Collectors.joining(", "))
                + (names.size() > 20 ? " and %d more".formatted(names.size() - 20) : "");
    }
}
