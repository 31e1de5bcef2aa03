package io.github.junitllm.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Fleiss' kappa, from pairs of raters counted in whole numbers, so that 0/0 is seen as such. */
final class FleissKappa {

    private FleissKappa() {}

    static OptionalDouble of(int[][] counts) {
        if (counts.length == 0) {
            return OptionalDouble.empty();
        }
        double raters = Arrays.stream(counts[0]).asLongStream().sum();
        double[] ofCategory = new double[counts[0].length];
        double agreeing = 0;
        for (int i = 0; i < counts.length; i++) {
            requireRow(counts, i);
            for (int j = 0; j < ofCategory.length; j++) {
                ofCategory[j] += counts[i][j];
                agreeing += counts[i][j] * (counts[i][j] - 1.0);
            }
        }
        double pairs = counts.length * raters * (raters - 1);
        double ratings = counts.length * raters;
        double byChance = Arrays.stream(ofCategory).map(n -> n * n).sum();
        double all = ratings * ratings;
        return pairs == 0 || byChance == all
                ? OptionalDouble.empty()
                : OptionalDouble.of(1 - (1 - agreeing / pairs) / (1 - byChance / all));
    }

    private static void requireRow(int[][] counts, int row) {
        if (counts[row].length != counts[0].length) {
            throw new IllegalArgumentException(
                    "row %d has %d categories, row 1 has %d".formatted(row + 1, counts[row].length, counts[0].length));
        }
        Ranges.requireCounts(counts[row], row);
        long sum = Arrays.stream(counts[row]).asLongStream().sum();
        long first = Arrays.stream(counts[0]).asLongStream().sum();
        if (sum != first) {
            throw new IllegalArgumentException(
                    "row %d has %d ratings, row 1 has %d: expected as many raters for every item"
                            .formatted(row + 1, sum, first));
        }
    }
}
