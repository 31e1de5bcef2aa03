package io.github.junitllm.stats;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Searches for the least number of trials, up to {@link Rates#MOST_TRIALS}. */
final class TrialsSearch {

    private TrialsSearch() {}

    static OptionalInt toPass(RateClaim claim, int failures) {
        return least(failures, trials -> passes(claim, failures, trials));
    }

    /** Fewer failures among more trials only grow less likely, so halving finds the least number above that of failures. */
    static OptionalInt least(int failures, IntPredicate holds) {
        int low = failures;
        int high = Rates.MOST_TRIALS;
        if (failures >= high || !holds.test(high)) {
            return OptionalInt.empty();
        }
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalInt.of(high);
    }

    private static boolean passes(RateClaim claim, int failures, int trials) {
        return BinomialTail.atLeastIsWithin(claim.errorRate(), trials - failures, trials, claim.shown());
    }

    /**
     * The chance to PASS saws up and down as trials grow, so the first number is found by walking; halving first skips what
     * surely does not reach it.
     */
    static OptionalInt forPower(RateClaim claim, double trueRate, double power) {
        int high = Rates.MOST_TRIALS;
        if (outOfReach(claim, trueRate, power, high)) {
            return OptionalInt.empty();
        }
        int low = 0;
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (outOfReach(claim, trueRate, power, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        for (int trials = low + 1; trials <= Rates.MOST_TRIALS; trials++) {
            if (Rates.chanceToPass(claim, trials, trueRate) >= power) {
                return OptionalInt.of(trials);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Whether no test with so many trials or fewer has the power. One success less than PASS asks for is at least as powerful
     * as the most powerful randomised test, whose power never falls with more trials (Neyman and Pearson 1933).
     */
    private static boolean outOfReach(RateClaim claim, double trueRate, double power, int trials) {
        OptionalInt passAtLeast = Rates.criticalCounts(claim, trials).passAtLeast();
        int oneLess = passAtLeast.orElse(trials + 1) - 1;
        return BinomialTail.atLeast(oneLess, trials, trueRate) < power;
    }
}
