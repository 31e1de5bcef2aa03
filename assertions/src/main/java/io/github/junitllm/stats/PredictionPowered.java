package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A mean of human labels made firmer by a judge's scores of answers without labels (prediction-powered inference, PPI++,
 * Angelopoulos et al. 2023), in the unit of the labels.
 *
 * @param lambda how much the judge counts, 0 to 1
 * @param standardError of {@code estimate}, 0 or more; empty when only one answer has no label
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record PredictionPowered(double lambda, double estimate, OptionalDouble standardError) {

    /**
     * Estimate the mean.
     *
     * @param unlabelled the judge's scores of answers without labels
     * @param labelled the judge's scores of answers with labels
     * @param human the labels of these, in the same order
     * @return empty when there are fewer than two labels, or every answer has one
     * @throws IllegalArgumentException when the last two lists are of different size, or a number is not finite
     */
    public static Optional<PredictionPowered> mean(List<Double> unlabelled, List<Double> labelled, List<Double> human) {
        if (labelled.size() != human.size()) {
            throw new IllegalArgumentException("%d scores of labelled answers, %d labels: expected pairs"
                    .formatted(labelled.size(), human.size()));
        }
        List<BigDecimal> scores = Decimals.of(unlabelled, "unlabelled");
        List<BigDecimal> paired = Decimals.of(labelled, "labelled");
        List<BigDecimal> labels = Decimals.of(human, "human");
        return labels.size() < 2 || scores.isEmpty() ? Optional.empty() : Optional.of(of(scores, paired, labels));
    }

    private static PredictionPowered of(List<BigDecimal> scores, List<BigDecimal> paired, List<BigDecimal> labels) {
        double lambda = lambda(scores, paired, labels);
        BigDecimal weight = BigDecimal.valueOf(lambda);
        List<BigDecimal> residuals = IntStream.range(0, labels.size())
                .mapToObj(i -> labels.get(i).subtract(weight.multiply(paired.get(i))))
                .toList();
        double estimate = Decimals.mean(residuals) + lambda * Decimals.mean(scores);
        if (scores.size() == 1) {
            return new PredictionPowered(lambda, estimate, OptionalDouble.empty());
        }
        double variance = lambda * lambda * varianceOfMean(scores) + varianceOfMean(residuals);
        return new PredictionPowered(lambda, estimate, OptionalDouble.of(Math.sqrt(variance)));
    }

    private static double varianceOfMean(List<BigDecimal> values) {
        return Decimals.variance(values) / values.size();
    }

    private static double lambda(List<BigDecimal> scores, List<BigDecimal> paired, List<BigDecimal> labels) {
        double variance = Decimals.variance(
                Stream.concat(scores.stream(), paired.stream()).toList());
        if (variance == 0) {
            return 0;
        }
        double share = 1 + (double) labels.size() / scores.size();
        return Math.max(0, Math.min(1, Decimals.covariance(paired, labels) / (share * variance)));
    }
}
