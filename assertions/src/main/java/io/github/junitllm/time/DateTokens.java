package io.github.junitllm.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words, numbers and signs of a text, in lower case. */
record DateTokens(List<String> words, List<Integer> starts) {

    static DateTokens of(String text, int from, int to) {
        DateTokens tokens = new DateTokens(new ArrayList<>(), new ArrayList<>());
        int at = from;
        while (at < to) {
            int start = at;
            char first = text.charAt(at++);
            if (Character.isWhitespace(first)) {
                continue;
            }
            if (Character.isLetter(first)) {
                while (at < to && Character.isLetter(text.charAt(at))) {
                    at++;
                }
            } else if (isDigit(first)) {
                while (at < to && isDigit(text.charAt(at))) {
                    at++;
                }
            }
            tokens.words.add(text.substring(start, at).toLowerCase(Locale.ROOT));
            tokens.starts.add(start);
        }
        return tokens;
    }

    int size() {
        return words.size();
    }

    String word(int index) {
        return index >= 0 && index < words.size() ? words.get(index) : "";
    }

    int start(int index) {
        return starts.get(index);
    }

    int end(int index) {
        return starts.get(index) + words.get(index).length();
    }

    /** Whether nothing stands between a token and the one before it. */
    boolean touches(int index) {
        return index > 0 && index < words.size() && end(index - 1) == start(index);
    }

    /** A whole number, or -1. */
    int number(int index) {
        String word = word(index);
        return !word.isEmpty() && word.length() <= 8 && word.chars().allMatch(c -> isDigit((char) c))
                ? Integer.parseInt(word)
                : -1;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
