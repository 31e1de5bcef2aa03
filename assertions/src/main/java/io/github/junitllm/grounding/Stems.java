package io.github.junitllm.grounding;

import java.util.List;

/** Cuts the endings of English words, roughly: what matters is that inflections of one word meet, not what they meet at. */
final class Stems {

    private static final int SHORT = 3;
    private static final int LEFT_OVER = 4;

    /** Longer endings first where one is the end of another. */
    private static final List<String> ENDINGS = List.of(
            "ational", "ization", "isation", "fulness", "ousness", "iveness", "ations", "ation", "ments", "ment",
            "ness", "ings", "ing", "edly", "ed", "ally", "ly", "ers", "er", "ors", "or", "ion", "ive", "able", "ible",
            "al");

    private Stems() {}

    static String of(String folded) {
        String word = (folded.endsWith("'s") ? folded.substring(0, folded.length() - 2) : folded).replace("'", "");
        if (word.length() <= SHORT) {
            return word;
        }
        return trimmed(withoutEnding(singular(word)));
    }

    private static String singular(String word) {
        int length = word.length();
        if (word.endsWith("ies") && length > LEFT_OVER) {
            return word.substring(0, length - 3) + "y";
        }
        if (word.endsWith("es") && length > LEFT_OVER && "sxzh".indexOf(word.charAt(length - 3)) >= 0) {
            return word.substring(0, length - 2);
        }
        boolean plural = word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is");
        return plural ? word.substring(0, length - 1) : word;
    }

    private static String withoutEnding(String word) {
        for (String ending : ENDINGS) {
            if (word.endsWith(ending) && word.length() - ending.length() >= LEFT_OVER) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }

    private static String trimmed(String stem) {
        String word = stem;
        if (word.length() > LEFT_OVER && word.endsWith("e")) {
            word = word.substring(0, word.length() - 1);
        }
        if (word.length() > LEFT_OVER && word.endsWith("y")) {
            word = word.substring(0, word.length() - 1) + "i";
        }
        int last = word.length() - 1;
        boolean doubled = word.length() > LEFT_OVER
                && word.charAt(last) == word.charAt(last - 1)
                && "ls".indexOf(word.charAt(last)) < 0;
        return doubled ? word.substring(0, last) : word;
    }
}
