package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * Statements about observations that come in clusters, such as samples of one case, which resemble each other. Clusters are
 * taken to be independent; each has 1 observation or more.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ClusteredMeans {

    private ClusteredMeans() {}

    /**
     * Give the means with cluster-robust standard errors (Liang and Zeger 1986).
     *
     * @throws IllegalArgumentException when there are no clusters, one is empty, or a number is not finite
     */
    public static ClusteredMean mean(List<List<Double>> clusters) {
        Clusters all = Clusters.of(clusters);
        int count = all.count();
        double[] means = all.means();
        double macro = Arrays.stream(means).average().orElseThrow();
        double apart =
                Arrays.stream(means).map(mean -> Math.pow(mean - macro, 2)).sum();
        double naive = (all.squaresBetween() + all.squaresWithin()) / all.observations();
        return new ClusteredMean(
                count,
                all.observations(),
                all.mean(),
                macro,
                rootOver(all.varianceOfMean() * count, count - 1),
                count == 1 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(all.varianceOfMean())),
                rootOver(naive, all.observations() - 1),
                rootOver(apart / count, count - 1));
    }

    private static OptionalDouble rootOver(double squares, int freedom) {
        return freedom == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / freedom));
    }

    /**
     * Give the design effect (Kish 1965) by the intraclass correlation of the analysis of variance (Donner 1986).
     *
     * @param clusters observations of 0 to 1
     * @param confidence of each bound alone, 0.5 to below 1
     * @throws IllegalArgumentException when there are no clusters, one is empty, or an argument is out of range
     */
    public static DesignEffect designEffect(List<List<Double>> clusters, double confidence) {
        Ranges.requireConfidence(confidence);
        Clusters all = Clusters.ofRates(clusters);
        double weightedSize = all.weightedSize();
        OptionalDouble typicalSize = all.count() == 1
                ? OptionalDouble.empty()
                : OptionalDouble.of((all.observations() - weightedSize) / (all.count() - 1));
        OptionalDouble icc = typicalSize.isEmpty() ? typicalSize : correlation(all, typicalSize.getAsDouble());
        if (icc.isEmpty()) {
            OptionalDouble none = OptionalDouble.empty();
            return new DesignEffect(icc, typicalSize, weightedSize, none, none, Optional.empty());
        }
        double effect = 1 + (weightedSize - 1) * Math.max(icc.getAsDouble(), 0);
        double trials = all.observations() / effect;
        Bounds bounds = WilsonScore.bounds(all.mean(), trials, CriticalValues.normal(confidence));
        return new DesignEffect(
                icc,
                typicalSize,
                weightedSize,
                OptionalDouble.of(effect),
                OptionalDouble.of(trials),
                Optional.of(bounds));
    }

    private static OptionalDouble correlation(Clusters all, double typicalSize) {
        double between = all.squaresBetween() / (all.count() - 1);
        double within = all.squaresWithin() / (all.observations() - all.count());
        double total = between + (typicalSize - 1) * within;
        // Not above 0: no variation at all, or 0/0 within clusters of one.
        return total > 0 ? OptionalDouble.of((between - within) / total) : OptionalDouble.empty();
    }

    /**
     * Give the exact bounds at the effective number of trials, adjusted for the few clusters that it comes from (Korn and
     * Graubard 1998).
     *
     * @param clusters observations of 0 to 1
     * @param confidence of each bound alone, above 0.5 and below 1
     * @throws IllegalArgumentException when there are no clusters, one is empty, or an argument is out of range
     */
    public static ClusteredRate kornGraubard(List<List<Double>> clusters, double confidence) {
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "confidence = %s, allowed are above 0.5 and below 1".formatted(confidence));
        }
        Clusters all = Clusters.ofRates(clusters);
        int count = all.count();
        double rate = all.mean();
        OptionalDouble error = rootOver(all.varianceOfMean() * count, count - 1);
        if (!(error.orElse(0) > 0)) {
            return new ClusteredRate(rate, error, Optional.empty());
        }
        double few = CriticalValues.student(confidence, all.observations() - 1)
                / CriticalValues.student(confidence, count - 1);
        double trials = rate * (1 - rate) / Math.pow(error.getAsDouble(), 2) * few * few;
        return new ClusteredRate(rate, error, Optional.of(StabilisedMeans.bounds(rate, trials, confidence)));
    }
}
