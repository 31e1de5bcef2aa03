package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * Intervals of a rate by several methods, to describe what was seen. A gate rests on {@link Rates}. Arguments out of range give
 * an {@link IllegalArgumentException} that names them.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class RateIntervals {

    private RateIntervals() {}

    /**
     * Give a two-sided interval.
     *
     * @param successes 0 to {@code trials}
     * @param trials 1 or more
     * @param confidence of both bounds together, above 0 and below 1
     */
    public static Bounds twoSided(IntervalMethod method, int successes, int trials, double confidence) {
        require(successes, trials);
        Ranges.requireWithin("confidence", confidence);
        BigDecimal miss = BigDecimal.ONE.subtract(BigDecimal.valueOf(confidence));
        return method.bounds(
                successes, trials, miss.divide(BigDecimal.valueOf(2)).doubleValue());
    }

    /**
     * Give the one-sided lower and upper bound.
     *
     * @param successes 0 to {@code trials}
     * @param trials 1 or more
     * @param confidence of each bound alone, 0.5 to below 1
     */
    public static Bounds oneSided(IntervalMethod method, int successes, int trials, double confidence) {
        require(successes, trials);
        Ranges.requireConfidence(confidence);
        return method.bounds(successes, trials, CriticalValues.level(confidence));
    }

    /**
     * Give the least number of trials whose one-sided lower bound reaches a rate with so many failures among them.
     *
     * @param rate above 0 and below 1
     * @param failuresAllowed 0 or more
     * @param confidence of the bound, 0.5 to below 1
     * @return empty when no number up to {@link Rates#MOST_TRIALS} does
     */
    public static OptionalInt leastTrials(IntervalMethod method, double rate, int failuresAllowed, double confidence) {
        RateClaim claim = new RateClaim(rate, 0, confidence);
        Ranges.requireNotNegative("failuresAllowed", failuresAllowed);
        return method == IntervalMethod.CLOPPER_PEARSON
                ? Rates.leastTrialsToPass(claim, failuresAllowed)
                : TrialsSearch.least(
                        failuresAllowed,
                        n -> oneSided(method, n - failuresAllowed, n, confidence)
                                        .lower()
                                >= rate);
    }

    private static void require(int successes, int trials) {
        Ranges.requireTrials(trials);
        Ranges.requireCount("successes", successes, trials);
    }
}
