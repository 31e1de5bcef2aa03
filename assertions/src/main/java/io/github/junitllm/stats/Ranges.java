package io.github.junitllm.stats;

import java.util.List;

/** Refuses arguments that cannot be, with name, value and range. */
final class Ranges {

    private Ranges() {}

    static void requireWithin(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException("%s = %s, allowed are above 0 and below 1".formatted(name, value));
        }
    }

    static void requireRate(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s = %s, allowed are 0 to 1".formatted(name, value));
        }
    }

    static void requireConfidence(double confidence) {
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("confidence = %s, allowed are 0.5 to below 1".formatted(confidence));
        }
    }

    static void requireError(String name, double value) {
        if (!(value > 0 && value <= 0.5)) {
            throw new IllegalArgumentException("%s = %s, allowed are above 0 to 0.5".formatted(name, value));
        }
    }

    static void requireTrials(int trials) {
        requireAtLeastOne("trials", trials);
    }

    static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s = %d, allowed are 1 or more".formatted(name, value));
        }
    }

    static void requireCount(String name, int count, int trials) {
        if (count < 0 || count > trials) {
            throw new IllegalArgumentException("%s = %d, allowed are 0 to %d".formatted(name, count, trials));
        }
    }

    static void requireNotNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("%s = %d, allowed are 0 or more".formatted(name, value));
        }
    }

    static void requireCounts(int[] counts, int row) {
        for (int count : counts) {
            requireNotNegative("a count of row " + (row + 1), count);
        }
    }

    static void requirePositive(String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException("%s = %s, allowed are finite numbers above 0".formatted(name, value));
        }
    }

    static void requireSome(String name, List<?> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("%s are empty: expected at least one".formatted(name));
        }
    }

    static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("%s = %s, allowed are finite numbers".formatted(name, value));
        }
    }
}
