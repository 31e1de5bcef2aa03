package io.github.junitllm.text;

import io.github.junitllm.json.Visible;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether an answer goes round in circles: words in a row, signs in a word, or a sentence that comes again and again. */
final class Loops {

    /** More is not read: what is kept of each word would not fit. */
    static final int LONGEST = 5_000_000;

    private static final int LONGEST_BLOCK = 50;
    private static final int LEAST_WORDS = 12;
    private static final int LEAST_CHARS = 60;
    private static final int LONGEST_SIGNS = 30;
    private static final int LEAST_SENTENCE = 5;

    private Loops() {}

    static AnswerCheck none(int times) {
        if (times < 2 || times > 1_000) {
            throw new IllegalArgumentException(
                    "a loop of %d times, allowed are 2 to 1,000; write for example 4".formatted(times));
        }
        return AnswerCheck.of("no loop of %d times".formatted(times), answer -> {
            if (answer.length() > LONGEST) {
                return CheckResult.unsure(
                        "the answer has %,d characters, at most %,d are read".formatted(answer.length(), LONGEST));
            }
            WordList words = WordList.of(answer);
            return inWords(answer, words, times)
                    .or(() -> inSigns(answer, words, times))
                    .or(() -> inSentences(answer, words, times))
                    .orElseGet(CheckResult::held);
        });
    }

    private static Optional<CheckResult> inWords(String answer, WordList words, int times) {
        for (int period = 1; period <= Math.min(LONGEST_BLOCK, words.size() / times); period++) {
            int run = 0;
            for (int i = period; i <= words.size(); i++) {
                boolean same = i < words.size() && words.hash(i) == words.hash(i - period);
                run = same ? run + 1 : run;
                if (!same && run > 0) {
                    int first = i - run - period;
                    if (isLoop(words, first, i, period, times)) {
                        return Optional.of(loop(answer, words, first, i, period));
                    }
                    run = 0;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isLoop(WordList words, int first, int end, int period, int times) {
        return (end - first) / period >= times
                && (end - first >= LEAST_WORDS || words.to(end - 1) - words.from(first) >= LEAST_CHARS)
                && words.hasLetter(first, first + period);
    }

    private static CheckResult loop(String answer, WordList words, int first, int end, int period) {
        return CheckResult.failed(
                "\"%s\" %d times in a row"
                        .formatted(
                                Visible.excerpt(answer, words.from(first), words.to(first + period - 1), 80),
                                (end - first) / period),
                new TextSpan(words.from(first), words.to(end - 1)));
    }

    /** What is written without spaces is one long word. */
    private static Optional<CheckResult> inSigns(String answer, WordList words, int times) {
        for (int word = 0; word < words.size(); word++) {
            if (words.to(word) - words.from(word) >= LEAST_CHARS && words.hasLetter(word, word + 1)) {
                Optional<CheckResult> found = inSigns(answer, words.from(word), words.to(word), times);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<CheckResult> inSigns(String answer, int from, int to, int times) {
        for (int period = 1; period <= LONGEST_SIGNS; period++) {
            int run = 0;
            for (int i = from + period; i < to; i++) {
                run = answer.charAt(i) == answer.charAt(i - period) ? run + 1 : 0;
                int length = run + period;
                if (length >= LEAST_CHARS && length / period >= times) {
                    int start = i + 1 - length;
                    return Optional.of(CheckResult.failed(
                            "\"%s\" at least %d times in a row"
                                    .formatted(Visible.excerpt(answer, start, start + period, 80), length / period),
                            new TextSpan(start, i + 1)));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<CheckResult> inSentences(String answer, WordList words, int times) {
        Map<Long, int[]> seen = new HashMap<>();
        int first = 0;
        for (int i = 0; i < words.size(); i++) {
            if (i + 1 == words.size() || words.endsSentence(i)) {
                if (i + 1 - first >= LEAST_SENTENCE && !words.isInCode(first)) {
                    int start = first;
                    int last = i;
                    int[] count = seen.computeIfAbsent(words.hash(first, i + 1), key -> new int[] {0, start, last});
                    if (++count[0] == times) {
                        return Optional.of(again(answer, words, count, first, i));
                    }
                }
                first = i + 1;
            }
        }
        return Optional.empty();
    }

    private static CheckResult again(String answer, WordList words, int[] count, int first, int last) {
        return CheckResult.failed(
                "\"%s\" %d times"
                        .formatted(Visible.excerpt(answer, words.from(count[1]), words.to(count[2]), 80), count[0]),
                new TextSpan(words.from(count[1]), words.to(count[2]), "first"),
                new TextSpan(words.from(first), words.to(last), "again"));
    }
}
