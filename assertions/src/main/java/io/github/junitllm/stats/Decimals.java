package io.github.junitllm.stats;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/** Sums without rounding, of the decimals that numbers print as: 0.7 - 0.6 and 0.8 - 0.7 are one difference. */
final class Decimals {

    private Decimals() {}

    static List<BigDecimal> of(List<Double> values, String name) {
        return values.stream()
                .map(value -> {
                    Ranges.requireFinite(name, value);
                    return BigDecimal.valueOf(value);
                })
                .toList();
    }

    static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static double mean(List<BigDecimal> values) {
        return sum(values).doubleValue() / values.size();
    }

    /** With divisor n - 1; 0 only when all values are equal. */
    static double variance(List<BigDecimal> values) {
        return covariance(values, values);
    }

    /** With divisor n - 1. */
    static double covariance(List<BigDecimal> first, List<BigDecimal> second) {
        return spread(first, second) / (first.size() - 1);
    }

    /** The sum of the products of the distances from the means. */
    static double spread(List<BigDecimal> first, List<BigDecimal> second) {
        BigDecimal products = IntStream.range(0, first.size())
                .mapToObj(i -> first.get(i).multiply(second.get(i)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal size = BigDecimal.valueOf(first.size());
        return size.multiply(products)
                        .subtract(sum(first).multiply(sum(second)))
                        .doubleValue()
                / first.size();
    }
}
