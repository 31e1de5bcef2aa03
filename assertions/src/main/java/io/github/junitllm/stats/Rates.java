package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.apiguardian.api.API;

/**
 * Exact statements about a rate from a number of passed samples. All of it rests on the binomial distribution: samples are
 * taken to be independent and of one rate. Arguments out of range give an {@link IllegalArgumentException} that names them.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Rates {

    /** The searches for a number of trials end here. */
    public static final int MOST_TRIALS = 1_000_000;

    private Rates() {}

    /**
     * Give the exact one-sided lower and upper bound of a rate (Clopper and Pearson 1934).
     *
     * @param successes 0 to {@code trials}
     * @param trials 1 or more
     * @param confidence of each bound alone, 0.5 to below 1
     */
    public static Bounds bounds(int successes, int trials, double confidence) {
        return new Bounds(lowerBound(successes, trials, confidence), upperBound(successes, trials, confidence));
    }

    /** Give the exact one-sided lower bound alone: the least rate at which so many successes are not too many. */
    public static double lowerBound(int successes, int trials, double confidence) {
        return lowerBoundAt(successes, trials, level(successes, trials, confidence));
    }

    /** Give the exact one-sided upper bound alone: the greatest rate at which so many successes are not too few. */
    public static double upperBound(int successes, int trials, double confidence) {
        return upperBoundAt(successes, trials, level(successes, trials, confidence));
    }

    /** The library's inverse stops at 1e-9; halving goes on to the last bit. */
    static double lowerBoundAt(int successes, int trials, double level) {
        return successes == 0 ? 0 : Halving.least(0, 1, rate -> BinomialTail.atLeast(successes, trials, rate) >= level);
    }

    static double upperBoundAt(int successes, int trials, double level) {
        return successes == trials
                ? 1
                : Halving.least(0, 1, rate -> BinomialTail.atMost(successes, trials, rate) <= level);
    }

    private static double level(int successes, int trials, double confidence) {
        Ranges.requireTrials(trials);
        Ranges.requireCount("successes", successes, trials);
        Ranges.requireConfidence(confidence);
        return CriticalValues.level(confidence);
    }

    /**
     * Give the numbers of successes that decide a claim: the least c with P(X >= c given passRate - tolerance) at most
     * 1 - confidence, and the greatest c with P(X <= c given passRate) at most 1 - confidence. By the duality of test and
     * bound these are the counts whose Clopper-Pearson bound reaches the rate.
     */
    public static CriticalCounts criticalCounts(RateClaim claim, int trials) {
        Ranges.requireTrials(trials);
        int pass = least(trials, c -> BinomialTail.atLeastIsWithin(claim.errorRate(), c, trials, claim.shown()));
        int aboveFail =
                least(trials, c -> !BinomialTail.atMostIsWithin(claim.errorRate(), c, trials, claim.failedBelow()));
        return new CriticalCounts(
                pass > trials ? OptionalInt.empty() : OptionalInt.of(pass),
                aboveFail == 0 ? OptionalInt.empty() : OptionalInt.of(aboveFail - 1));
    }

    /** The least count from 0 that holds, given that all above it hold; trials + 1 when none does. */
    private static int least(int trials, IntPredicate holds) {
        int low = -1;
        int high = trials + 1;
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** Give the verdict on a claim by {@link #criticalCounts}. */
    public static RateVerdict verdict(RateClaim claim, int successes, int trials) {
        Ranges.requireTrials(trials);
        Ranges.requireCount("successes", successes, trials);
        return criticalCounts(claim, trials).verdict(successes);
    }

    /** Give the chance that a claim ends in PASS after so many trials when the true rate is {@code trueRate}, 0 to 1. */
    public static double chanceToPass(RateClaim claim, int trials, double trueRate) {
        Ranges.requireRate("trueRate", trueRate);
        OptionalInt passAtLeast = criticalCounts(claim, trials).passAtLeast();
        return passAtLeast.isPresent() ? BinomialTail.atLeast(passAtLeast.getAsInt(), trials, trueRate) : 0;
    }

    /**
     * Give the first number of trials whose chance to PASS reaches {@code power}. The chance saws up and down as trials grow,
     * so a greater number may fall short again.
     *
     * @param trueRate 0 to 1
     * @param power above 0 and below 1
     * @return empty when no number up to {@link #MOST_TRIALS} does
     */
    public static OptionalInt leastTrialsForPower(RateClaim claim, double trueRate, double power) {
        Ranges.requireRate("trueRate", trueRate);
        Ranges.requireWithin("power", power);
        return TrialsSearch.forPower(claim, trueRate, power);
    }

    /**
     * Give the least number of trials that can PASS with so many failures among them.
     *
     * @param failuresAllowed 0 or more
     * @return empty when no number up to {@link #MOST_TRIALS} can
     */
    public static OptionalInt leastTrialsToPass(RateClaim claim, int failuresAllowed) {
        Ranges.requireNotNegative("failuresAllowed", failuresAllowed);
        return TrialsSearch.toPass(claim, failuresAllowed);
    }

    /**
     * Give the chance that a plain "k of n" gate lets a true rate through (its operating characteristic).
     *
     * @param passesNeeded k, 0 to {@code trials}
     * @param trueRate 0 to 1
     */
    public static double chanceThroughGate(int passesNeeded, int trials, double trueRate) {
        Ranges.requireTrials(trials);
        Ranges.requireCount("passesNeeded", passesNeeded, trials);
        Ranges.requireRate("trueRate", trueRate);
        return BinomialTail.atLeast(passesNeeded, trials, trueRate);
    }

    /**
     * Estimate pass@k, the chance that at least one of k samples is correct: 1 - C(n-c,k) / C(n,k) (Chen et al. 2021).
     *
     * @param correct 0 to {@code samples}
     * @param k 1 or more
     * @return empty when k exceeds the number of samples: undefined
     */
    public static OptionalDouble passAtK(int samples, int correct, int k) {
        OptionalDouble allWrong = passHatK(samples, samples - correct, k);
        return allWrong.isEmpty() ? allWrong : OptionalDouble.of(1 - allWrong.getAsDouble());
    }

    /**
     * Estimate pass^k, the chance that all of k samples are correct: C(c,k) / C(n,k) (Yao et al. 2024).
     *
     * @param correct 0 to {@code samples}
     * @param k 1 or more
     * @return empty when k exceeds the number of samples: undefined
     */
    public static OptionalDouble passHatK(int samples, int correct, int k) {
        Ranges.requireTrials(samples);
        Ranges.requireCount("correct", correct, samples);
        if (k < 1) {
            throw new IllegalArgumentException("k = %d, allowed are 1 or more".formatted(k));
        }
        if (k > samples) {
            return OptionalDouble.empty();
        }
        double all = 1;
        for (int i = 0; i < k; i++) {
            all *= Math.max(0, correct - i) / (double) (samples - i);
        }
        return OptionalDouble.of(all);
    }
}
