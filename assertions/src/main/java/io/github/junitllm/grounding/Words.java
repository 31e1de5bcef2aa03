package io.github.junitllm.grounding;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Cuts a text into words and numbers, in one pass and without regular expressions: texts of models are hostile. */
final class Words {

    private static final Set<String> ORDINAL_ENDINGS = Set.of("st", "nd", "rd", "th", "s");

    private final String text;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private Words(String text) {
        this.text = text;
    }

    /** The words in their order; marks of citations such as {@code [2, 3]} are none. */
    static List<Word> of(String text) {
        Words reading = new Words(CitationMarks.blanked(text));
        while (reading.at < reading.text.length()) {
            reading.step();
        }
        return reading.words;
    }

    private void step() {
        int letter = text.codePointAt(at);
        if (Character.isDigit(letter)) {
            number();
        } else if (Character.isLetter(letter)) {
            word();
        } else {
            at += Character.charCount(letter);
        }
    }

    private void number() {
        int start = at;
        while (at < text.length() && (isDigit(at) || isSeparator(at))) {
            at++;
        }
        String digits = text.substring(start, at);
        String plain =
                digits.chars().allMatch(c -> c < 128) ? digits : Normalizer.normalize(digits, Normalizer.Form.NFKC);
        Optional<BigDecimal> value = plain.chars().allMatch(c -> c < 128) ? Numerals.ofDigits(plain) : Optional.empty();
        String stem = value.map(BigDecimal::toPlainString).orElse(plain);
        words.add(new Word(start, at, plain, stem, true, value, false, false));
    }

    private boolean isDigit(int index) {
        return index < text.length() && Character.isDigit(text.charAt(index));
    }

    private boolean isSeparator(int index) {
        char c = text.charAt(index);
        return (c == '.' || c == ',') && isDigit(index + 1);
    }

    private void word() {
        int start = at;
        at = endOfInitials(start);
        if (at == start) {
            skipLetters();
            if (at + 1 < text.length()
                    && isApostrophe(text.charAt(at))
                    && Character.isLetter(text.codePointAt(at + 1))) {
                at++;
                skipLetters();
            }
        }
        add(start, folded(text.substring(start, at)));
    }

    private void skipLetters() {
        while (at < text.length() && Character.isLetter(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
    }

    /** Where U.S. or the like ends that starts here, or the start itself where it is none. */
    private int endOfInitials(int start) {
        int end = start;
        while (end + 1 < text.length() && Character.isUpperCase(text.charAt(end)) && text.charAt(end + 1) == '.') {
            end += 2;
        }
        return end - start > 2 ? end : start;
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    private static String folded(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replace('\u2019', '\'').replace(".", "");
        return lower.chars().allMatch(c -> c < 128)
                ? lower
                : Normalizer.normalize(lower, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
    }

    private void add(int start, String folded) {
        boolean filler = WordLists.isFiller(folded) || continuesNumber(start, folded);
        boolean capital = Character.isUpperCase(text.codePointAt(start));
        words.add(new Word(start, at, folded, Stems.of(folded), false, Numerals.ofWord(folded), capital, filler));
    }

    /** Multiplies the number before by its magnitude; whether the word is only the end of that number. */
    private boolean continuesNumber(int start, String folded) {
        if (words.isEmpty()) {
            return false;
        }
        Word before = words.get(words.size() - 1);
        boolean attached = before.digits() && before.end() == start;
        Optional<BigDecimal> factor = attached ? Numerals.suffix(folded) : Optional.empty();
        Optional<BigDecimal> magnitude = factor.or(() -> Numerals.magnitude(folded));
        boolean multiplies = magnitude.isPresent() && before.value().isPresent();
        if (multiplies) {
            BigDecimal value = Numerals.normal(before.value().orElseThrow().multiply(magnitude.orElseThrow()));
            words.set(
                    words.size() - 1,
                    new Word(
                            before.start(),
                            before.end(),
                            before.folded(),
                            value.toPlainString(),
                            before.digits(),
                            Optional.of(value),
                            before.capital(),
                            before.filler()));
        }
        return multiplies || (attached && ORDINAL_ENDINGS.contains(folded));
    }
}
