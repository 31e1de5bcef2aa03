package io.github.junitllm.stats;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Observations in clusters, with the sums of squares that statements about them rest on; 0 is 0 without rounding. */
final class Clusters {

    private final List<List<BigDecimal>> clusters;
    private final int observations;
    private final BigDecimal sum;

    private Clusters(List<List<BigDecimal>> clusters) {
        this.clusters = clusters;
        observations = clusters.stream().mapToInt(List::size).sum();
        sum = clusters.stream().map(Decimals::sum).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static Clusters of(List<List<Double>> clusters) {
        if (clusters.isEmpty()) {
            throw new IllegalArgumentException("no clusters, expected 1 or more");
        }
        for (int i = 0; i < clusters.size(); i++) {
            if (clusters.get(i).isEmpty()) {
                throw new IllegalArgumentException(
                        "cluster %d has no observations, expected 1 or more".formatted(i + 1));
            }
        }
        return new Clusters(clusters.stream()
                .map(cluster -> Decimals.of(cluster, "observation"))
                .toList());
    }

    static Clusters ofRates(List<List<Double>> clusters) {
        clusters.forEach(cluster -> cluster.forEach(value -> Ranges.requireRate("observation", value)));
        return of(clusters);
    }

    int count() {
        return clusters.size();
    }

    int observations() {
        return observations;
    }

    double mean() {
        return sum.doubleValue() / observations;
    }

    double[] means() {
        return clusters.stream().mapToDouble(Decimals::mean).toArray();
    }

    /** The mean size of the cluster of an observation. */
    double weightedSize() {
        return sum(i -> (double) size(i) * size(i)) / observations;
    }

    /** The variance of the mean with clusters independent, not corrected for their number (Liang and Zeger 1986). */
    double varianceOfMean() {
        return sum(i -> Math.pow(residual(i), 2)) / Math.pow(observations, 2);
    }

    double squaresBetween() {
        return sum(i -> Math.pow(residual(i), 2) / size(i));
    }

    double squaresWithin() {
        return sum(i -> Decimals.spread(clusters.get(i), clusters.get(i)));
    }

    /** The sum of a cluster above what the mean of all would give it. */
    private double residual(int cluster) {
        BigDecimal scaled = BigDecimal.valueOf(observations).multiply(Decimals.sum(clusters.get(cluster)));
        return scaled.subtract(BigDecimal.valueOf(size(cluster)).multiply(sum)).doubleValue() / observations;
    }

    private int size(int cluster) {
        return clusters.get(cluster).size();
    }

    private double sum(IntToDoubleFunction term) {
        return IntStream.range(0, clusters.size()).mapToDouble(term).sum();
    }
}
