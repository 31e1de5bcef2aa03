package io.github.junitllm.time;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.time.ZonedDateTime;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Finds times in English text with Microsoft's Recognizers, which the user's tests add: {@code com.microsoft.bot:bot-dialogs:4.14.3},
 * {@code com.google.guava:guava} and {@code org.javatuples:javatuples:1.2}. Offline, for several threads. A week starts on Monday, and
 * 5/12 is May 12.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class TemporalExpressions {

    /** Longest text that is looked at, in characters. */
    public static final int LONGEST_TEXT = 10_000;

    private TemporalExpressions() {}

    /**
     * Finds them, in the order of the text.
     *
     * @param text at most {@value #LONGEST_TEXT} characters: the library takes up to some milliseconds for each
     * @param now what relative expressions are counted from, and the zone of the values
     * @throws IllegalArgumentException when the text is longer
     * @throws IllegalStateException when the library is not on the class path
     */
    public static List<TemporalExpression> in(String text, ZonedDateTime now) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    "a text of %,d characters, expected %,d at most; look at its parts one by one"
                            .formatted(text.length(), LONGEST_TEXT));
        }
        try {
            return new TemporalWindows(text, Loader.recognizer(now)).expressions();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "the library that finds dates is missing; add com.microsoft.bot:bot-dialogs:4.14.3, com.google.guava:guava:33.4.8-jre and org.javatuples:javatuples:1.2 to the tests",
                    e);
        }
    }

    /** Apart, so that the library's absence is noticed here and nowhere else. */
    private static final class Loader {

        static TemporalWindows.Finder recognizer(ZonedDateTime now) {
            return new TemporalRecognizer(now.toLocalDateTime());
        }
    }
}
