package io.github.junitllm.match;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/** "Did you mean": the known name that a mistyped one is closest to. Case, {@code -} and {@code _} count for nothing. */
@API(status = INTERNAL, since = "0.1")
public final class ClosestName {

    /** Longer names are not compared: the distance costs the product of the lengths. */
    private static final int LONGEST = 100;

    private ClosestName() {}

    /**
     * Returns the closest known name, of equally close ones the first in alphabetical order; empty when none is within a
     * third of the longer length (at least 1 edit). A name that is known itself is not its own closest.
     */
    public static Optional<String> to(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(name);
        return known.stream()
                .filter(other -> other.length() <= LONGEST && !other.equals(name))
                .filter(other -> isNear(plain, plain(other)))
                .min(Comparator.comparingInt((String other) -> distance(plain, plain(other)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Returns {@code ; did you mean "x"?} or nothing, to be put behind a message. */
    public static String hint(String name, Collection<String> known) {
        return to(name, known).map("; did you mean \"%s\"?"::formatted).orElse("");
    }

    private static boolean isNear(String name, String other) {
        // A name of one or two letters is near to every other such name.
        return name.length() <= 2
                ? name.equals(other)
                : distance(name, other) <= Math.max(1, Math.max(name.length(), other.length()) / 3);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours cost 1 each (Damerau 1964). */
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
