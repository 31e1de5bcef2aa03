package io.github.junitllm.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Krippendorff's alpha from the coincidences of values within items. */
final class KrippendorffAlpha {

    private final double[] values;
    private final double[] counts;
    private final double[] before;
    private final Agreement.Scale scale;

    private KrippendorffAlpha(Map<Double, Integer> frequencies, Agreement.Scale scale) {
        this.scale = scale;
        values = frequencies.keySet().stream().mapToDouble(value -> value).toArray();
        counts = frequencies.values().stream().mapToDouble(count -> count).toArray();
        before = new double[counts.length];
        for (int i = 1; i < counts.length; i++) {
            before[i] = before[i - 1] + counts[i - 1];
        }
    }

    static OptionalDouble of(List<List<Double>> items, Agreement.Scale scale) {
        List<Map<Double, Integer>> pairable = items.stream()
                .filter(item -> item.size() > 1)
                .map(KrippendorffAlpha::frequencies)
                .toList();
        Map<Double, Integer> all = new TreeMap<>();
        pairable.forEach(item -> item.forEach((value, count) -> all.merge(value, count, Integer::sum)));
        return new KrippendorffAlpha(all, scale).alpha(pairable, all);
    }

    private static Map<Double, Integer> frequencies(List<Double> ratings) {
        Map<Double, Integer> counts = new TreeMap<>();
        for (double rating : ratings) {
            Ranges.requireFinite("rating", rating);
            // -0.0 and 0.0 are one value to the scale, two to a map.
            counts.merge(rating + 0.0, 1, Integer::sum);
        }
        return counts;
    }

    private OptionalDouble alpha(List<Map<Double, Integer>> items, Map<Double, Integer> all) {
        double byChance = apart(all);
        if (byChance == 0) {
            return OptionalDouble.empty();
        }
        double within = items.stream()
                .mapToDouble(item -> apart(item) / (ratings(item) - 1))
                .sum();
        return OptionalDouble.of(1 - (ratings(all) - 1) * within / byChance);
    }

    private static double ratings(Map<Double, Integer> frequencies) {
        return frequencies.values().stream().mapToDouble(count -> count).sum();
    }

    /** The sum of the distances of all pairs of ratings. */
    private double apart(Map<Double, Integer> frequencies) {
        int[] places = frequencies.keySet().stream()
                .mapToInt(value -> Arrays.binarySearch(values, value))
                .toArray();
        double[] times =
                frequencies.values().stream().mapToDouble(count -> count).toArray();
        double sum = 0;
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += times[i] * times[j] * Math.pow(distance(places[i], places[j]), 2);
            }
        }
        return sum;
    }

    private double distance(int higher, int lower) {
        return switch (scale) {
            case NOMINAL -> 1;
            case ORDINAL -> before[higher] - before[lower] + (counts[higher] - counts[lower]) / 2;
            case INTERVAL -> values[higher] - values[lower];
        };
    }
}
