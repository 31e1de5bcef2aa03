package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apiguardian.api.API;

/**
 * The exact test of a rate against a given one. Every method gives a p-value, 0 to 1; arguments out of range give an {@link
 * IllegalArgumentException} that names them.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ExactBinomial {

    /** Outcomes as likely as the observed one come out a little apart; without this they would be left out. */
    private static final double TIE = 1e-7;

    private ExactBinomial() {}

    /**
     * Give the chance of so many successes or more.
     *
     * @param successes 0 to {@code trials}
     * @param trials 1 or more
     * @param rate the rate under test, 0 to 1
     */
    public static double greater(int successes, int trials, double rate) {
        require(successes, trials, rate);
        return BinomialTail.atLeast(successes, trials, rate);
    }

    /** Give the chance of so many successes or fewer; the parameters are those of {@link #greater}. */
    public static double less(int successes, int trials, double rate) {
        require(successes, trials, rate);
        return BinomialTail.atMost(successes, trials, rate);
    }

    /** Give the chance of all outcomes that are not more likely than the observed one. */
    public static double twoSided(int successes, int trials, double rate) {
        require(successes, trials, rate);
        BinomialDistribution outcomes = BinomialDistribution.of(trials, rate);
        double likely = outcomes.probability(successes) * (1 + TIE);
        double sum = 0;
        for (int count = 0; count <= trials; count++) {
            double chance = outcomes.probability(count);
            sum += chance <= likely ? chance : 0;
        }
        return Math.min(1, sum);
    }

    private static void require(int successes, int trials, double rate) {
        Ranges.requireTrials(trials);
        Ranges.requireCount("successes", successes, trials);
        Ranges.requireRate("rate", rate);
    }
}
