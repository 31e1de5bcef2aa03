package io.github.junitllm.sampling;

import io.github.junitllm.stats.Rates;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How far a case can be relied on: the chance that all of k samples pass (pass^k, Yao et al. 2024), and that at least one does (pass@k,
 * Chen et al. 2021), as a mean over the cases.
 *
 * @param k number of samples, 2 or more
 * @param passHatK chance that all of them pass, 0 to 1
 * @param passAtK chance that at least one of them does, 0 to 1
 */
record Repeats(int k, double passHatK, double passAtK) {

    /** With k as great as every case has samples; empty below 2, and where samples were left out, which were no random ones. */
    static Optional<Repeats> of(Ruling ruling) {
        Collection<Tally> cases = ruling.perCase().values();
        int k = cases.stream().mapToInt(Tally::scored).min().orElse(0);
        if (k < 2 || ruling.notNeeded() > 0) {
            return Optional.empty();
        }
        return Optional.of(new Repeats(
                k,
                mean(cases, tally -> of(Rates.passHatK(tally.scored(), tally.passed(), k))),
                mean(cases, tally -> of(Rates.passAtK(tally.scored(), tally.passed(), k)))));
    }

    private static double of(OptionalDouble estimate) {
        return estimate.orElseThrow();
    }

    private static double mean(Collection<Tally> cases, ToDoubleFunction<Tally> estimate) {
        return cases.stream().mapToDouble(estimate).average().orElseThrow();
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "all of %d pass (pass^%d) %.3f, at least one does (pass@%d) %.3f, mean over cases",
                k,
                k,
                passHatK,
                k,
                passAtK);
    }
}
