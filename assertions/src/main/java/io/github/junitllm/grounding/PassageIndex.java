package io.github.junitllm.grounding;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The passages, cut into sentences and words and indexed once for all claims. */
final class PassageIndex {

    /** Places of one word that are looked at; a word that stands in more tells nothing, and hostile texts repeat. */
    private static final int MOST_PLACES = 200;

    private static final int PREFIX = 5;

    /** A sentence of a passage; passages count from 1. */
    record Place(int passage, Span span) {}

    private record Pair(String first, String second) {}

    private final List<String> passages;
    private final List<Place> sentences = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private final List<Integer> firstWords = new ArrayList<>();
    private final Map<String, List<Integer>> sentencesOf = new HashMap<>();
    private final Map<String, List<Integer>> positionsOf = new HashMap<>();
    private final Set<BigDecimal> values = new HashSet<>();
    private final Set<Pair> pairs = new HashSet<>();
    private final Map<BigDecimal, Set<String>> units = new HashMap<>();
    private final Set<String> prefixes = new HashSet<>();
    private final boolean speaker;

    PassageIndex(List<String> passages) {
        this.passages = List.copyOf(passages);
        for (int i = 0; i < this.passages.size(); i++) {
            add(i + 1, this.passages.get(i));
        }
        firstWords.add(words.size());
        this.speaker = words.stream().anyMatch(word -> WordLists.isSpeaker(word.folded()));
    }

    private void add(int passage, String text) {
        List<Word> all = Words.of(text);
        int next = 0;
        for (Span span : Sentences.of(text)) {
            firstWords.add(words.size());
            while (next < all.size() && all.get(next).start() < span.end()) {
                add(text, all.get(next++), sentences.size());
            }
            sentences.add(new Place(passage, span));
        }
    }

    private void add(String text, Word word, int sentence) {
        List<Integer> of = sentencesOf.computeIfAbsent(word.stem(), key -> new ArrayList<>());
        if (of.size() < MOST_PLACES && (of.isEmpty() || of.get(of.size() - 1) != sentence)) {
            of.add(sentence);
        }
        List<Integer> positions = positionsOf.computeIfAbsent(word.stem(), key -> new ArrayList<>());
        if (positions.size() < MOST_PLACES) {
            positions.add(words.size());
        }
        word.value().ifPresent(value -> {
            values.add(value);
            units.computeIfAbsent(value, key -> new HashSet<>())
                    .add(Units.of(text, word).orElse(""));
        });
        if (!words.isEmpty()) {
            pairs.add(new Pair(words.get(words.size() - 1).stem(), word.stem()));
        }
        if (word.stem().length() >= PREFIX) {
            prefixes.add(word.stem().substring(0, PREFIX));
        }
        words.add(word);
    }

    int size() {
        return words.size();
    }

    int sentences() {
        return sentences.size();
    }

    /** Whether somebody speaks of themselves in the passages. */
    boolean hasSpeaker() {
        return speaker;
    }

    List<Integer> sentencesOf(String stem) {
        return sentencesOf.getOrDefault(stem, List.of());
    }

    boolean contains(String stem) {
        return sentencesOf.containsKey(stem);
    }

    boolean containsNumber(Word number) {
        return number.value().filter(values::contains).isPresent() || contains(number.stem());
    }

    boolean containsPair(Word first, Word second) {
        return pairs.contains(new Pair(first.stem(), second.stem()));
    }

    /** 1 for a word that is there, less for one that begins like another, 0 for an unknown one. */
    double likeness(String stem) {
        if (contains(stem)) {
            return 1;
        }
        return stem.length() >= PREFIX && prefixes.contains(stem.substring(0, PREFIX)) ? 0.6 : 0;
    }

    /** Whether both stand within so many words of each other somewhere. */
    boolean isNear(String one, String other, int distance) {
        List<Integer> first = positionsOf.getOrDefault(one, List.of());
        List<Integer> second = positionsOf.getOrDefault(other, List.of());
        int i = 0;
        int j = 0;
        while (i < first.size() && j < second.size()) {
            int gap = first.get(i) - second.get(j);
            if (Math.abs(gap) <= distance) {
                return true;
            }
            if (gap < 0) {
                i++;
            } else {
                j++;
            }
        }
        return false;
    }

    /** The words of so many sentences from this one on. */
    List<Word> words(int sentence, int count) {
        if (sentence >= sentences.size()) {
            return List.of();
        }
        return words.subList(firstWords.get(sentence), firstWords.get(Math.min(sentences.size(), sentence + count)));
    }

    /** How telling a word is among these sentences: one that stands in all of them tells least. */
    double weight(String stem) {
        return Math.log(1 + (sentences.size() + 1) / (sentencesOf(stem).size() + 0.5));
    }

    Quote quote(int sentence) {
        Place place = sentences.get(sentence);
        return new Quote(place.passage(), place.span().start(), place.span().end(), text(place));
    }

    private String text(Place place) {
        return place.span().of(passages.get(place.passage() - 1));
    }

    /** Whether this number stands in the passages, always with a unit, and never with this one. */
    boolean hasOnlyOtherUnits(Word number, String unit) {
        Set<String> found =
                number.value().map(value -> units.getOrDefault(value, Set.of())).orElse(Set.of());
        return !found.isEmpty() && !found.contains("") && !found.contains(unit);
    }
}
