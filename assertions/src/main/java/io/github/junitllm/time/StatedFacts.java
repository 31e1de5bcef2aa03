package io.github.junitllm.time;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The facts whose names stand in an answer, and what is left of the answer without them. */
record StatedFacts(List<DatedFact> facts, String rest) {

    private record Name(String text, List<DatedFact> facts) {}

    static StatedFacts in(String answer, List<DatedFact> all) {
        String text = normalised(answer);
        List<DatedFact> stated = new ArrayList<>();
        // The longest name first: "Harvard Business School" does not state "Harvard".
        for (Name name : names(all)) {
            String without = without(text, name.text());
            if (without.length() != text.length()) {
                stated.addAll(name.facts());
                text = without;
            }
        }
        return new StatedFacts(List.copyOf(stated), text);
    }

    private static List<Name> names(List<DatedFact> all) {
        List<Name> names = new ArrayList<>();
        all.stream()
                .flatMap(DatedFact::names)
                .map(StatedFacts::normalised)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .forEach(name -> names.add(new Name(
                        name,
                        all.stream()
                                .filter(fact -> fact.names()
                                        .anyMatch(other -> normalised(other).equals(name)))
                                .toList())));
        return names;
    }

    private static String without(String text, String name) {
        StringBuilder left = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length())) {
            if (standsAlone(text, at, at + name.length())) {
                left.append(text, from, at).append(" \u0000 ");
                from = at + name.length();
            }
        }
        if (from == 0) {
            return text;
        }
        String result = left.append(text, from, text.length()).toString();
        return result.length() == text.length() ? result + " " : result;
    }

    private static boolean standsAlone(String text, int start, int end) {
        return !joined(text, start - 1, start - 2) && !joined(text, end, end + 1);
    }

    /** A letter or digit goes on, or a decimal point or comma with a digit behind it. */
    private static boolean joined(String text, int next, int afterNext) {
        char character = at(text, next);
        return Character.isLetterOrDigit(character)
                || ((character == '.' || character == ',') && Character.isDigit(at(text, afterNext)));
    }

    private static char at(String text, int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
    }

    private static String normalised(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Z}]+", " ").strip();
    }
}
