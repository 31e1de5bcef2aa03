package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.apiguardian.api.API;

/**
 * Whether two set-ups differ that were tried on the same cases. Every method gives a p-value, 0 to 1: how probable a
 * difference as large as the one seen would be if there were none.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class PairedRates {

    private PairedRates() {}

    /**
     * Give the exact two-sided p-value of a change of a pass rate (McNemar 1947): pairs that agree say nothing.
     *
     * @param baselineOnly pairs that passed before and fail now, 0 or more
     * @param candidateOnly pairs that failed before and pass now, 0 or more
     * @throws IllegalArgumentException when a number is negative
     */
    public static double changed(int baselineOnly, int candidateOnly) {
        int discordant = discordant(baselineOnly, candidateOnly);
        return Math.min(1, 2 * BinomialTail.atMost(Math.min(baselineOnly, candidateOnly), discordant, 0.5));
    }

    /**
     * Give the two-sided mid-p-value of a change of a pass rate (Fagerland et al. 2013): the observed outcome counts by half,
     * which is less cautious than {@link #changed} and may exceed its level a little.
     */
    public static double changedMid(int baselineOnly, int candidateOnly) {
        int discordant = discordant(baselineOnly, candidateOnly);
        int fewer = Math.min(baselineOnly, candidateOnly);
        double half = BinomialTail.atMost(fewer, discordant, 0.5) + BinomialTail.atMost(fewer - 1, discordant, 0.5);
        return Math.min(1, half);
    }

    /** Give the exact one-sided p-value of a pass rate that got worse; the parameters are those of {@link #changed}. */
    public static double worse(int baselineOnly, int candidateOnly) {
        int discordant = discordant(baselineOnly, candidateOnly);
        return BinomialTail.atLeast(baselineOnly, discordant, 0.5);
    }

    /**
     * Give the two-sided p-value of a shift of paired numbers (Wilcoxon 1945, signed ranks; exact for up to 1,023 pairs
     * without ties, else by the normal approximation). Pairs that are equal say nothing; empty when all are.
     *
     * @param before numbers before
     * @param after numbers after, as many
     * @throws IllegalArgumentException when the lists are of different size
     */
    public static OptionalDouble shifted(List<Double> before, List<Double> after) {
        if (before.size() != after.size()) {
            throw new IllegalArgumentException(
                    "%d numbers before, %d after: expected pairs".formatted(before.size(), after.size()));
        }
        double[] differences = IntStream.range(0, before.size())
                .mapToDouble(i -> after.get(i) - before.get(i))
                .filter(difference -> difference != 0)
                .toArray();
        return differences.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        WilcoxonSignedRankTest.withDefaults().test(differences).getPValue());
    }

    private static int discordant(int baselineOnly, int candidateOnly) {
        if (baselineOnly < 0 || candidateOnly < 0) {
            throw new IllegalArgumentException(
                    "%d and %d discordant pairs: expected 0 or more".formatted(baselineOnly, candidateOnly));
        }
        return Math.addExact(baselineOnly, candidateOnly);
    }
}
