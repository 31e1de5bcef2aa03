package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apiguardian.api.API;

/** How far two set-ups differ in a number measured on the same cases. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class PairedMeans {

    private PairedMeans() {}

    /**
     * Give the mean difference of pairs with its bounds and p-values by Student's t (Student 1908). The numbers count as the
     * decimals they print as, so pairs that differ by 0.1 each do not vary.
     *
     * @param candidate one number a pair
     * @param baseline as many, in the same order
     * @param confidence of each bound alone, 0.5 to below 1
     * @throws IllegalArgumentException when there are no pairs, the lists are of different size, or a number is not finite
     */
    public static PairedMean compare(List<Double> candidate, List<Double> baseline, double confidence) {
        Ranges.requireConfidence(confidence);
        List<BigDecimal> differences = differences(candidate, baseline);
        double mean = Decimals.mean(differences);
        int freedom = differences.size() - 1;
        if (freedom == 0) {
            return withoutT(mean, OptionalDouble.empty(), freedom);
        }
        double error = Math.sqrt(Decimals.variance(differences) / differences.size());
        return error == 0 ? withoutT(mean, OptionalDouble.of(0), freedom) : withT(mean, error, freedom, confidence);
    }

    static List<BigDecimal> differences(List<Double> candidate, List<Double> baseline) {
        if (candidate.size() != baseline.size() || candidate.isEmpty()) {
            throw new IllegalArgumentException(
                    "%d numbers of the candidate, %d of the baseline: expected pairs, 1 or more"
                            .formatted(candidate.size(), baseline.size()));
        }
        List<BigDecimal> ours = Decimals.of(candidate, "candidate");
        List<BigDecimal> theirs = Decimals.of(baseline, "baseline");
        return IntStream.range(0, ours.size())
                .mapToObj(i -> ours.get(i).subtract(theirs.get(i)))
                .toList();
    }

    private static PairedMean withoutT(double mean, OptionalDouble error, int freedom) {
        OptionalDouble none = OptionalDouble.empty();
        return new PairedMean(mean, error, none, freedom, none, none, none, none);
    }

    private static PairedMean withT(double mean, double error, int freedom, double confidence) {
        TDistribution student = TDistribution.of(freedom);
        double t = mean / error;
        double half = CriticalValues.student(confidence, freedom) * error;
        return new PairedMean(
                mean,
                OptionalDouble.of(error),
                OptionalDouble.of(t),
                freedom,
                OptionalDouble.of(mean - half),
                OptionalDouble.of(mean + half),
                OptionalDouble.of(2 * student.survivalProbability(Math.abs(t))),
                OptionalDouble.of(student.cumulativeProbability(t)));
    }
}
