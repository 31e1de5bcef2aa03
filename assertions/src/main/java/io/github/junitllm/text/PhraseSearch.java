package io.github.junitllm.text;

import java.util.List;
import java.util.Optional;

/** Looks for one phrase in a folded text that comes code point by code point (Knuth, Morris and Pratt 1977): linear, no copy. */
final class PhraseSearch implements FoldedText.Sink {

    private static final int OUTSIDE = ' ';

    private final int[] phrase;
    private final int[] fallback;
    private final boolean wholeWords;

    /** The places and the code points that came last, as far back as the phrase and one more. */
    private final int[] starts;

    private final int[] points;
    private long seen;
    private int matched;
    private int candidateStart = -1;
    private int candidateEnd = -1;
    private int foundStart = -1;
    private int foundEnd = -1;

    private PhraseSearch(String phrase, boolean wholeWords) {
        this.phrase = FoldedText.of(phrase).codePoints().toArray();
        this.wholeWords = wholeWords;
        this.fallback = fallback(this.phrase);
        this.starts = new int[this.phrase.length + 1];
        this.points = new int[this.phrase.length + 1];
    }

    /** The first place of each phrase, in their order; empty for those that are not there. */
    static List<Optional<TextSpan>> first(Phrases phrases, String text) {
        List<PhraseSearch> searches = phrases.phrases().stream()
                .map(phrase -> new PhraseSearch(phrase, phrases.wholeWords()))
                .toList();
        FoldedText.fold(text, (codePoint, from, to) -> {
            for (PhraseSearch search : searches) {
                search.accept(codePoint, from, to);
            }
        });
        return searches.stream().map(PhraseSearch::found).toList();
    }

    @Override
    public void accept(int codePoint, int from, int to) {
        if (foundStart >= 0) {
            return;
        }
        if (candidateStart >= 0) {
            settle(codePoint);
        }
        int slot = (int) (seen++ % starts.length);
        starts[slot] = from;
        points[slot] = codePoint;
        while (matched > 0 && phrase[matched] != codePoint) {
            matched = fallback[matched - 1];
        }
        matched += phrase[matched] == codePoint ? 1 : 0;
        if (matched == phrase.length) {
            matched = fallback[matched - 1];
            complete(to);
        }
    }

    private void complete(int end) {
        long first = seen - phrase.length;
        int before = first == 0 ? OUTSIDE : points[(int) ((first - 1) % points.length)];
        if (!wholeWords || !joins(before, phrase[0])) {
            candidateStart = starts[(int) (first % starts.length)];
            candidateEnd = end;
        }
    }

    private void settle(int next) {
        if (!wholeWords || !joins(phrase[phrase.length - 1], next)) {
            foundStart = candidateStart;
            foundEnd = candidateEnd;
        }
        candidateStart = -1;
    }

    private Optional<TextSpan> found() {
        if (foundStart < 0 && candidateStart >= 0) {
            settle(OUTSIDE);
        }
        return foundStart < 0 ? Optional.empty() : Optional.of(new TextSpan(foundStart, foundEnd));
    }

    /** Whether two neighbours are parts of one word; a sign at the edge of a phrase ends it by itself. */
    private static boolean joins(int left, int right) {
        return isPartOfWord(left) && isPartOfWord(right);
    }

    private static boolean isPartOfWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '_' || FoldedText.isMark(codePoint);
    }

    private static int[] fallback(int[] phrase) {
        int[] table = new int[phrase.length];
        int length = 0;
        for (int i = 1; i < phrase.length; i++) {
            while (length > 0 && phrase[i] != phrase[length]) {
                length = table[length - 1];
            }
            length += phrase[i] == phrase[length] ? 1 : 0;
            table[i] = length;
        }
        return table;
    }
}
