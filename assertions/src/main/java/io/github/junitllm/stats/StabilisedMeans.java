package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * Bounds over cases that stand for more cases like them. Few cases that happen to agree would show no variance at all; a few
 * made-up cases at the extremes keep the bounds honest (an extension of Agresti and Min 2005). Arguments out of range give an
 * {@link IllegalArgumentException} that names them.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class StabilisedMeans {

    private StabilisedMeans() {}

    /**
     * Bound the mean of cases like these: one case of 0 and one of 1 are added to find out how many independent samples the
     * case means are worth; the bounds are those of Clopper and Pearson (1934) at that number.
     *
     * @param caseMeans the pass rate or mean score of each case, 0 to 1; at least one
     * @param mostEffective what the cases are worth at most, above 0; usually the number of all samples
     * @param confidence of each bound alone, 0.5 to below 1
     */
    public static StabilisedMean mean(List<Double> caseMeans, OptionalInt mostEffective, double confidence) {
        Ranges.requireConfidence(confidence);
        Ranges.requireSome("caseMeans", caseMeans);
        caseMeans.forEach(mean -> Ranges.requireRate("a case mean", mean));
        mostEffective.ifPresent(most -> Ranges.requireAtLeastOne("mostEffective", most));
        List<BigDecimal> decimals = Decimals.of(caseMeans, "a case mean");
        double mean = Decimals.mean(decimals);
        double effective = effective(decimals);
        double capped = mostEffective.isPresent() ? Math.min(effective, mostEffective.getAsInt()) : effective;
        return new StabilisedMean(mean, capped, bounds(mean, capped, confidence));
    }

    private static double effective(List<BigDecimal> caseMeans) {
        int cases = caseMeans.size();
        List<BigDecimal> values = with(caseMeans, BigDecimal.ZERO);
        double mean = Decimals.mean(values);
        double squaredError = Decimals.variance(values) / values.size();
        return Math.max(cases, mean * (1 - mean) / squaredError * cases / values.size());
    }

    /** The exact bounds at a number of samples that need not be whole. */
    static Bounds bounds(double mean, double samples, double confidence) {
        double level = CriticalValues.level(confidence);
        double passed = mean * samples;
        double failed = (1 - mean) * samples;
        return new Bounds(
                passed == 0 ? 0 : Distributions.betaQuantile(level, passed, failed + 1),
                failed == 0 ? 1 : 1 - Distributions.betaQuantile(level, failed, passed + 1));
    }

    /**
     * Bound the mean difference of cases like these, candidate minus baseline, by Student's t: one pair that differs by +1
     * and one by -1 are added to the variance, not to the degrees of freedom.
     *
     * @param candidate the pass rate or mean score of each case, 0 to 1; at least one
     * @param baseline as many, of the same cases in the same order
     * @param confidence of each bound alone, 0.5 to below 1
     * @return without bounds for a single case, whose t has no degree of freedom
     */
    public static StabilisedDifference difference(List<Double> candidate, List<Double> baseline, double confidence) {
        Ranges.requireConfidence(confidence);
        List<BigDecimal> differences = PairedMeans.differences(candidate, baseline);
        double mean = Decimals.mean(differences);
        if (differences.size() < 2) {
            return new StabilisedDifference(mean, OptionalDouble.empty(), OptionalDouble.empty());
        }
        List<BigDecimal> values = with(differences, BigDecimal.ONE.negate());
        double error = Math.sqrt(Decimals.spread(values, values)) / values.size();
        double half = CriticalValues.student(confidence, differences.size() - 1) * error;
        double middle = Decimals.mean(values);
        return new StabilisedDifference(mean, OptionalDouble.of(middle - half), OptionalDouble.of(middle + half));
    }

    private static List<BigDecimal> with(List<BigDecimal> values, BigDecimal least) {
        List<BigDecimal> all = new ArrayList<>(values);
        all.add(least);
        all.add(BigDecimal.ONE);
        return all;
    }
}
