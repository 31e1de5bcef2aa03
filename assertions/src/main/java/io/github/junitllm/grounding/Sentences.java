package io.github.junitllm.grounding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a text into sentences: at a stop followed by white space, and at the end of a line. */
final class Sentences {

    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr.", "mrs.", "dr.", "ms.", "st.", "vs.", "no.", "jr.", "sr.", "inc.", "co.", "ltd.", "prof.", "etc.",
            "e.g.", "i.e.", "approx.", "cf.", "al.", "fig.");

    private static final int LONGEST_ABBREVIATION = 12;

    private Sentences() {}

    static List<Span> of(String text) {
        List<Span> sentences = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            int end = endOfSentence(text, i);
            if (end >= 0) {
                add(sentences, text, start, end);
                start = end;
                i = end - 1;
            }
        }
        add(sentences, text, start, text.length());
        return sentences;
    }

    private static void add(List<Span> sentences, String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            sentences.add(new Span(start, end));
        }
    }

    /** The offset after the sentence that ends with this character, or -1 where none does. */
    private static int endOfSentence(String text, int index) {
        char c = text.charAt(index);
        if (c == '\n') {
            return index + 1;
        }
        if (c == '\u3002') {
            return index + 1;
        }
        if (c != '.' && c != '!' && c != '?') {
            return -1;
        }
        int end = index + 1;
        while (end < text.length() && "'\")]\u201d\u2019".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        boolean stop = end < text.length() && Character.isWhitespace(text.charAt(end));
        return stop && !(c == '.' && isAbbreviation(text, index)) ? end : -1;
    }

    private static boolean isAbbreviation(String text, int point) {
        int start = point;
        while (start > 0 && point - start < LONGEST_ABBREVIATION && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        String last = text.substring(start, point + 1);
        return ABBREVIATIONS.contains(last.toLowerCase(Locale.ROOT))
                || isInitials(last)
                || isNumberOfItem(text, start, last);
    }

    private static boolean isInitials(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (i % 2 == 0 ? !Character.isUpperCase(word.charAt(i)) : word.charAt(i) != '.') {
                return false;
            }
        }
        return true;
    }

    /** "1." at the start of a line opens an item and ends no sentence. */
    private static boolean isNumberOfItem(String text, int start, String word) {
        if (!word.substring(0, word.length() - 1).chars().allMatch(Character::isDigit)) {
            return false;
        }
        int before = start;
        while (before > 0 && (text.charAt(before - 1) == ' ' || text.charAt(before - 1) == '\t')) {
            before--;
        }
        return before == 0 || text.charAt(before - 1) == '\n';
    }
}
