package io.github.junitllm.grounding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one sentence of an answer has in the passages and what it lacks there. No judgement yet: {@link Signals} counts it and
 * {@link Weights} weighs the counts.
 */
final class Evidence {

    private static final int WINDOW = 3;
    private static final int NEAR = 8;

    /** A passage sentence that holds this share of a claim speaks of the same thing. */
    static final double SAME_THING = 0.6;

    private final List<Word> words;
    private final PassageIndex index;
    private final Set<String> question;
    private final List<Word> content;
    private final Windows sentence;
    private final Windows window;
    private final double weight;

    private Evidence(List<Word> words, PassageIndex index, Set<String> question) {
        this.words = words;
        this.index = index;
        this.question = question;
        List<Word> telling = words.stream().filter(word -> !word.filler()).toList();
        this.content = telling.isEmpty() ? words : telling;
        Map<String, Double> weights = new LinkedHashMap<>();
        content.forEach(word -> weights.merge(word.stem(), index.weight(word.stem()), Double::sum));
        this.weight = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        this.sentence = Windows.best(weights, index, 1);
        this.window = Windows.best(weights, index, WINDOW);
    }

    /**
     * Gathers the evidence for a sentence.
     *
     * @param words its words, at least one
     * @param question stems of the question that was asked; what only repeats it claims nothing
     */
    static Evidence of(List<Word> words, PassageIndex index, Set<String> question) {
        return new Evidence(words, index, question);
    }

    /** Only "yes" or "no": what it claims stands in the question. */
    boolean isBare() {
        return words.stream()
                .allMatch(word -> word.folded().equals("yes") || word.folded().equals("no"));
    }

    int size() {
        return isBare() ? 1 : content.size();
    }

    /** Words of the claim that the question does not have. */
    int open() {
        return (int) open(content).count();
    }

    private Stream<Word> open(List<Word> of) {
        return isBare() ? Stream.of() : of.stream().filter(word -> !question.contains(word.stem()));
    }

    /** Share of the words that are not in the passages, words of the question left out, rare words counting more. */
    double unknown() {
        double all =
                open(content).mapToDouble(word -> WordLists.weight(word.stem())).sum();
        double known = open(content)
                .mapToDouble(word -> WordLists.weight(word.stem()) * index.likeness(word.stem()))
                .sum();
        return all == 0 ? 0 : 1 - known / all;
    }

    List<Word> unknownWords() {
        return content.stream()
                .filter(word -> index.likeness(word.stem()) == 0 && !word.digits())
                .filter(word -> word.value().isEmpty() || !index.containsNumber(word))
                .toList();
    }

    /** Names that are not in the passages; the first word counts as one only where it is no common word. */
    List<Word> missingNames() {
        return content.stream()
                .filter(word -> word.capital() && index.likeness(word.stem()) == 0)
                .filter(word -> word.start() != words.get(0).start() || !WordLists.isCommon(word.stem()))
                .filter(word -> !isBare())
                .toList();
    }

    List<Word> numbers() {
        return words.stream().filter(Word::digits).toList();
    }

    List<Word> missingNumbers() {
        return numbers().stream().filter(word -> !index.containsNumber(word)).toList();
    }

    /** Share of neighbouring words that are neighbours in the passages too. */
    double neighbours() {
        if (isBare()) {
            return 0;
        }
        if (words.size() < 2) {
            return content.stream().filter(word -> index.contains(word.stem())).count() / (double) content.size();
        }
        int shared = 0;
        for (int i = 1; i < words.size(); i++) {
            shared += index.containsPair(words.get(i - 1), words.get(i)) ? 1 : 0;
        }
        return shared / (words.size() - 1.0);
    }

    /** Neighbours in the claim that the passages have, but nowhere near each other. */
    int tornApart() {
        int torn = 0;
        for (int i = 1; i < content.size(); i++) {
            String one = content.get(i - 1).stem();
            String other = content.get(i).stem();
            torn += index.contains(one) && index.contains(other) && !index.isNear(one, other, NEAR) ? 1 : 0;
        }
        return torn;
    }

    /** Share of the claim that is in the passages, but not where most of it is. */
    double scattered() {
        double known = content.stream()
                .filter(word -> index.contains(word.stem()))
                .mapToDouble(word -> index.weight(word.stem()))
                .sum();
        return isBare() ? 0 : (known - window.sum()) / weight;
    }

    boolean isNegated() {
        return !isBare() && words.stream().anyMatch(Word::isNegation);
    }

    /** It denies, and nothing denies where most of it stands in the passages. */
    boolean addsNegation() {
        return isNegated() && windowWords().noneMatch(Word::isNegation);
    }

    /** The passage sentence that speaks of the same thing denies and the claim does not, or the other way round. */
    boolean turnsNegation() {
        return !isBare()
                && sameSentence() >= SAME_THING
                && isNegated() != index.words(sentence.sentence(), 1).stream().anyMatch(Word::isNegation);
    }

    /** Words that are missing where most of the claim stands, while their opposites are there. */
    List<Word> opposites() {
        List<Word> opposites = new ArrayList<>();
        Set<String> there = Set.copyOf(windowWords().map(Word::stem).toList());
        for (Word word : content) {
            boolean opposite = !there.contains(word.stem())
                    && WordLists.opposites(word.stem()).stream().anyMatch(there::contains);
            if (opposite) {
                opposites.add(word);
            }
        }
        return opposites;
    }

    /** The answer speaks of itself, and nobody in the passages does. */
    boolean speaksOfItself() {
        return !isBare() && !index.hasSpeaker() && words.stream().anyMatch(word -> WordLists.isSpeaker(word.folded()));
    }

    /** Share of the claim that its best passage sentence holds. */
    double sameSentence() {
        return weight == 0 ? 0 : sentence.sum() / weight;
    }

    int contextSize() {
        return index.size();
    }

    int bestSentence() {
        return sentence.sentence();
    }

    boolean hasQuote() {
        return sentence.sum() > 0;
    }

    List<Word> sentenceWords() {
        return index.words(sentence.sentence(), 1);
    }

    Stream<Word> windowWords() {
        return index.words(window.sentence(), WINDOW).stream();
    }
}
