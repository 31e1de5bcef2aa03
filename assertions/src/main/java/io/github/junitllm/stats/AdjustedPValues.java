package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * P-values of many tests, adjusted so that each can be held against the level of the whole: 0 to 1, in the order given. P-values
 * out of range and empty lists give an {@link IllegalArgumentException}.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class AdjustedPValues {

    private AdjustedPValues() {}

    /** Keep the chance of any false alarm: each times their number. */
    public static List<Double> bonferroni(List<Double> pValues) {
        require(pValues);
        return pValues.stream().map(p -> Math.min(1, p * pValues.size())).toList();
    }

    /** Keep the chance of any false alarm, never less powerful than Bonferroni (Holm 1979). */
    public static List<Double> holm(List<Double> pValues) {
        int n = pValues.size();
        return adjust(pValues, Comparator.naturalOrder(), rank -> n - rank + 1.0, Math::max);
    }

    /** Keep the share of false ones among the alarms, for independent tests (Benjamini and Hochberg 1995). */
    public static List<Double> benjaminiHochberg(List<Double> pValues) {
        int n = pValues.size();
        return adjust(pValues, Comparator.reverseOrder(), rank -> n / (n - rank + 1.0), Math::min);
    }

    /** Keep the share of false ones among the alarms, whatever the tests share (Benjamini and Yekutieli 2001). */
    public static List<Double> benjaminiYekutieli(List<Double> pValues) {
        int n = pValues.size();
        double harmonic = IntStream.rangeClosed(1, n).mapToDouble(i -> 1.0 / i).sum();
        return adjust(pValues, Comparator.reverseOrder(), rank -> harmonic * n / (n - rank + 1.0), Math::min);
    }

    /** Walk in one order, times a factor that depends on the rank, never past the one before. */
    private static List<Double> adjust(
            List<Double> pValues, Comparator<Double> order, IntToDoubleFunction factor, DoubleBinaryOperator follow) {
        require(pValues);
        List<Integer> walk = IntStream.range(0, pValues.size())
                .boxed()
                .sorted(Comparator.comparing(pValues::get, order))
                .toList();
        Double[] adjusted = new Double[pValues.size()];
        for (int rank = 1; rank <= walk.size(); rank++) {
            int at = walk.get(rank - 1);
            double own = Math.min(1, factor.applyAsDouble(rank) * pValues.get(at));
            adjusted[at] = rank == 1 ? own : follow.applyAsDouble(own, adjusted[walk.get(rank - 2)]);
        }
        return List.of(adjusted);
    }

    private static void require(List<Double> pValues) {
        Ranges.requireSome("pValues", pValues);
        pValues.forEach(p -> Ranges.requireRate("a p-value", p));
    }
}
