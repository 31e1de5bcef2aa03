package io.github.junitllm.text;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.json.Visible;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Phrases to look for in an answer. Case, white space, the forms of quotes and dashes, invisible characters and the Unicode
 * forms of one character (NFKC: full width, ligatures, composed accents) do not count.
 *
 * @param phrases 1 to 1,000 phrases, none blank, each of at most 10,000 chars
 * @param wholeWords whether no letter, digit or mark may stand directly before or behind; of no use for text that is written
 *     without spaces
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Phrases(List<String> phrases, boolean wholeWords) {

    private static final int MOST = 1_000;
    private static final int LONGEST = 10_000;

    /** Makes phrases. */
    public Phrases {
        phrases = List.copyOf(phrases);
        if (phrases.isEmpty() || phrases.size() > MOST) {
            throw new IllegalArgumentException(
                    "%d phrases, allowed are 1 to 1,000; write for example Phrases.of(\"40 EUR\", \"40 euros\")"
                            .formatted(phrases.size()));
        }
        phrases.forEach(Phrases::require);
    }

    private static void require(String phrase) {
        if (phrase.length() > LONGEST) {
            throw new IllegalArgumentException("the phrase \"%s\" has %d chars, allowed are 10,000"
                    .formatted(Visible.excerpt(phrase, 40), phrase.length()));
        }
        if (FoldedText.of(phrase).isBlank()) {
            throw new IllegalArgumentException(
                    "the phrase \"%s\" is blank: every answer contains it; write at least one visible character"
                            .formatted(Visible.excerpt(phrase, 40)));
        }
    }

    /** Makes phrases that may also be part of a word. */
    public static Phrases of(String... phrases) {
        return new Phrases(List.of(phrases), false);
    }

    /** Lets only whole words count: {@code art} is not in {@code start}. */
    public Phrases asWholeWords() {
        return new Phrases(phrases, true);
    }

    /** Returns the phrases in quotes, as messages give them. */
    @Override
    public String toString() {
        return phrases.stream()
                        .limit(20)
                        .map(phrase -> "\"" + Visible.excerpt(phrase, 80) + "\"")
                        .collect(Collectors.joining(", "))
                + (phrases.size() > 20 ? " and %d more".formatted(phrases.size() - 20) : "")
                + (wholeWords ? " (as whole words)" : "");
    }
}
