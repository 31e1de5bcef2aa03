package io.github.junitllm.benchmarks;

import java.util.List;

/** Where measured values lie. */
record Spread(double min, double median, double max) {

    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return new Spread(sorted.get(0), quantile(sorted, 0.5), sorted.get(sorted.size() - 1));
    }

    /** The smallest value that at least this share of the values does not exceed. */
    static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
