package io.github.junitllm.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class NearestName {

    /** Longer names are not compared: the distance costs the product of the lengths. */
    private static final int LONGEST = 100;

    private NearestName() {}

    /** Give {@code (did you mean "x"?)} with a space before it, or nothing. */
    static String hint(String name, Collection<String> known) {
        return of(name, known)
                .map(near -> " (did you mean \"%s\"?)".formatted(Visible.excerpt(near, 60)))
                .orElse("");
    }

    /** The nearest known name at most a third of the longer length away, at least 1; case, - and _ count for nothing. */
    static Optional<String> of(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(name);
        return known.stream()
                .filter(other -> other.length() <= LONGEST && !other.equals(name))
                .filter(other ->
                        distance(plain, plain(other)) <= Math.max(1, Math.max(plain.length(), other.length()) / 3))
                // A name of one or two letters is near to every other such name.
                .filter(other -> plain.length() > 2 || plain(other).equals(plain))
                .min(Comparator.comparingInt((String other) -> distance(plain, plain(other)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours (Damerau 1964). */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
