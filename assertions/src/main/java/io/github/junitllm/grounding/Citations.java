package io.github.junitllm.grounding;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * The marks of citations in an answer, {@code [1]}, {@code [2, 3]}, {@code [4-6]}, {@code [^1]}, each with the sentence it belongs to.
 *
 * @param cited sentences with a mark, in the order of the answer
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Citations(List<Cited> cited) {

    private static final int LONGEST_RANGE = 100;

    /**
     * A sentence and the numbers it cites.
     *
     * @param sentence the sentence, with its marks
     * @param numbers what it cites, ascending
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    public record Cited(String sentence, List<Integer> numbers) {}

    /** Copies the list. */
    public Citations {
        cited = List.copyOf(cited);
    }

    /** Finds the marks; one that stands after the stop of a sentence belongs to that sentence. */
    public static Citations of(String answer) {
        String plain = CitationMarks.blanked(answer);
        List<Span> sentences = Sentences.of(plain);
        List<Cited> cited = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            int start = sentences.get(i).start();
            int end = i + 1 < sentences.size() ? sentences.get(i + 1).start() : answer.length();
            TreeSet<Integer> numbers = numbers(answer.substring(start, end));
            if (!numbers.isEmpty()) {
                cited.add(new Cited(answer.substring(start, end).strip(), List.copyOf(numbers)));
            }
        }
        return new Citations(cited);
    }

    /**
     * What is wrong with the citations of an answer: none at all, a number without a passage, or a passage that does not support the
     * sentence. A sentence whose support cannot be told is not wrong.
     *
     * @param passages the passages that the numbers count, from 1
     */
    public Optional<String> failure(List<String> passages) {
        if (cited.isEmpty()) {
            return Optional.of("required citations such as [1], observed none");
        }
        List<String> wrong = new ArrayList<>();
        for (Cited of : cited) {
            List<Integer> unknown = of.numbers().stream()
                    .filter(number -> number < 1 || number > passages.size())
                    .toList();
            if (!unknown.isEmpty()) {
                wrong.add("\n  %s does not exist, there are passages 1 to %d: \"%s\""
                        .formatted(unknown, passages.size(), GroundingText.shortened(of.sentence())));
            } else {
                Grounds.in(of.numbers().stream()
                                .map(number -> passages.get(number - 1))
                                .toList())
                        .check(of.sentence())
                        .failure()
                        .ifPresent(text -> wrong.add("\n  %s does not support its sentence: %s"
                                .formatted(of.numbers(), text.replace("\n", "\n  "))));
            }
        }
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "required citations that exist and support their sentences, observed %d of %d that do not:%s"
                                .formatted(wrong.size(), cited.size(), String.join("", wrong)));
    }

    private static TreeSet<Integer> numbers(String sentence) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (int open = sentence.indexOf('['); open >= 0; open = sentence.indexOf('[', open + 1)) {
            int end = CitationMarks.end(sentence, open);
            if (end > open) {
                add(numbers, sentence.substring(open + 1, end - 1));
            }
        }
        return numbers;
    }

    private static void add(TreeSet<Integer> numbers, String mark) {
        for (String part : mark.replace("^", "").replace(';', ',').split(",", -1)) {
            String[] range = part.strip().split("-", -1);
            List<Integer> ends = new ArrayList<>();
            for (String end : range) {
                number(end.strip()).ifPresent(ends::add);
            }
            if (!ends.isEmpty()) {
                int first = ends.get(0);
                int last = Math.min(ends.get(ends.size() - 1), first + LONGEST_RANGE);
                for (int number = first; number <= Math.max(first, last); number++) {
                    numbers.add(number);
                }
            }
        }
    }

    private static Optional<Integer> number(String digits) {
        return digits.isEmpty() || digits.length() > 6 || !digits.chars().allMatch(Character::isDigit)
                ? Optional.empty()
                : Optional.of(Integer.valueOf(digits));
    }
}
