package io.github.junitllm.grounding;

import io.github.junitllm.grounding.Missing.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a claim has and the passages lack, by kind. */
final class Lacking {

    private static final double SPEAKS_OF_IT = 0.4;
    private static final BigDecimal FIRST_YEAR = BigDecimal.valueOf(1000);
    private static final BigDecimal LAST_YEAR = BigDecimal.valueOf(2199);

    /** Kinds that words in other spellings or synonyms do not explain. */
    private static final Set<Kind> SPECIFIC =
            EnumSet.of(Kind.NUMBER, Kind.DATE, Kind.UNIT, Kind.NEGATION, Kind.OPPOSITE, Kind.NAME, Kind.QUANTIFIER);

    private final String answer;
    private final List<Word> words;
    private final Evidence evidence;
    private final List<Missing> all = new ArrayList<>();

    Lacking(String answer, List<Word> words, Evidence evidence, PassageIndex index) {
        this.answer = answer;
        this.words = words;
        this.evidence = evidence;
        Set<Integer> numbers = starts(evidence.missingNumbers());
        for (int i = 0; i < words.size(); i++) {
            if (numbers.contains(words.get(i).start())) {
                add(isOfDate(i) ? Kind.DATE : Kind.NUMBER, words.get(i));
            }
        }
        words.stream()
                .filter(word -> word.digits() && index.containsNumber(word))
                .filter(word -> Units.of(answer, word)
                        .filter(unit -> index.hasOnlyOtherUnits(word, unit))
                        .isPresent())
                .forEach(word -> all.add(new Missing(Kind.UNIT, Units.excerpt(answer, word))));
        Set<Integer> names = starts(evidence.missingNames());
        evidence.missingNames().forEach(word -> add(WordLists.isMonth(word.folded()) ? Kind.DATE : Kind.NAME, word));
        negation();
        evidence.opposites().forEach(word -> add(Kind.OPPOSITE, word));
        Set<String> there = evidence.windowWords().map(Word::stem).collect(Collectors.toSet());
        words.stream()
                .filter(word -> WordLists.QUANTIFIERS.contains(word.folded()) && !there.contains(word.stem()))
                .forEach(word -> add(Kind.QUANTIFIER, word));
        evidence.unknownWords().stream()
                .filter(word -> !names.contains(word.start()))
                .forEach(word -> add(Kind.WORD, word));
    }

    private static Set<Integer> starts(List<Word> of) {
        return of.stream().map(Word::start).collect(Collectors.toSet());
    }

    private void negation() {
        if (evidence.addsNegation() || evidence.turnsNegation()) {
            List<Word> of = evidence.isNegated() ? words : evidence.sentenceWords();
            of.stream()
                    .filter(Word::isNegation)
                    .findFirst()
                    .ifPresent(word -> all.add(new Missing(Kind.NEGATION, word.folded())));
        }
    }

    private void add(Kind kind, Word word) {
        all.add(new Missing(kind, answer.substring(word.start(), word.end())));
    }

    private boolean isOfDate(int at) {
        Word number = words.get(at);
        boolean year = number.end() - number.start() == 4
                && number.value()
                        .filter(value -> value.compareTo(FIRST_YEAR) >= 0 && value.compareTo(LAST_YEAR) <= 0)
                        .isPresent();
        return year
                || (at > 0 && WordLists.isMonth(words.get(at - 1).folded()))
                || (at + 1 < words.size() && WordLists.isMonth(words.get(at + 1).folded()));
    }

    List<Missing> all() {
        return all;
    }

    /** Whether something is missing that no other wording explains. */
    boolean isSpecific() {
        return all.stream().anyMatch(missing -> SPECIFIC.contains(missing.kind()));
    }

    /** Whether a passage speaks of the same thing and has another number, the opposite, or a negation too many or too few. */
    boolean saysOtherwise() {
        boolean otherNumber = !evidence.missingNumbers().isEmpty()
                && evidence.sameSentence() >= SPEAKS_OF_IT
                && evidence.sentenceWords().stream().anyMatch(Word::digits);
        return otherNumber || evidence.turnsNegation() || !evidence.opposites().isEmpty();
    }
}
