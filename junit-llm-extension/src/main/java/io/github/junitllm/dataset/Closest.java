package io.github.junitllm.dataset;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the name that was probably meant. */
final class Closest {

    private Closest() {}

    /** Returns {@code ; did you mean "x"?}, or nothing when no candidate is near. */
    static String hint(String written, Collection<String> candidates) {
        String word = folded(written);
        return candidates.stream()
                .filter(candidate -> distance(word, folded(candidate)) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt((String candidate) -> distance(word, folded(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> "; did you mean " + Words.quoted(candidate) + "?")
                .orElse("");
    }

    /** Case and separators are not what people get wrong in spelling: order_id and orderId are one word. */
    private static String folded(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        return plain.length() > 100 ? plain.substring(0, 100) : plain;
    }

    /** Optimal string alignment: insert, delete, replace, or swap two neighbours (Damerau 1964), each costs 1. */
    private static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int row = 0; row <= left.length(); row++) {
            for (int column = 0; column <= right.length(); column++) {
                cost[row][column] = row == 0 || column == 0 ? row + column : step(cost, left, right, row, column);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int step(int[][] cost, String left, String right, int row, int column) {
        int replaced = cost[row - 1][column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[row - 1][column], cost[row][column - 1]));
        boolean swapped = row > 1
                && column > 1
                && left.charAt(row - 1) == right.charAt(column - 2)
                && left.charAt(row - 2) == right.charAt(column - 1);
        return swapped ? Math.min(best, 1 + cost[row - 2][column - 2]) : best;
    }
}
