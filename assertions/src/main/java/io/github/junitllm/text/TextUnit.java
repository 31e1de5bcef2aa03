package io.github.junitllm.text;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** What the length of an answer is counted in. Tokens have assertions of their own: they depend on the model. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum TextUnit {
    /**
     * Stretches with a letter or digit between the word breaks of {@link BreakIterator}: {@code don't}, {@code 3.5} and
     * {@code follow-up} are one each. A stretch of Chinese or Japanese without punctuation may count as one word.
     */
    WORDS,
    /**
     * Stretches with a letter or digit between the sentence breaks of {@link BreakIterator}. An abbreviation with a capital
     * after it ({@code Dr. Smith}) ends a sentence too many; lines of a list or a heading without a full stop run together.
     */
    SENTENCES,
    /** What a reader sees as one character (extended grapheme clusters): an emoji with its skin tone is 1. */
    CHARACTERS,
    /** Unicode code points: an emoji with its skin tone is 2. */
    CODE_POINTS;

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    /** Counts, in time proportional to the text. */
    public int count(String text) {
        return switch (this) {
            case WORDS -> stretches(BreakIterator.getWordInstance(Locale.ROOT), text);
            case SENTENCES -> stretches(BreakIterator.getSentenceInstance(Locale.ROOT), text);
            case CHARACTERS -> graphemes(text);
            case CODE_POINTS -> text.codePointCount(0, text.length());
        };
    }

    private static int stretches(BreakIterator breaks, String text) {
        breaks.setText(text);
        int count = 0;
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            count += hasLetterOrDigit(text, start, end) ? 1 : 0;
            start = end;
        }
        return count;
    }

    private static boolean hasLetterOrDigit(String text, int from, int to) {
        int at = from;
        while (at < to && !Character.isLetterOrDigit(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at < to;
    }

    private static int graphemes(String text) {
        Matcher matcher = GRAPHEME.matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    /** Returns the count with the name of the unit, such as {@code 1 word}. */
    String counted(int count) {
        String name = name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return count + " " + (count == 1 ? name.substring(0, name.length() - 1) : name);
    }
}
