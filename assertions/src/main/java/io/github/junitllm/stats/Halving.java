package io.github.junitllm.stats;

import java.util.function.DoublePredicate;

/** Searches for the point where a condition begins to hold, by halving, down to neighbouring numbers. */
final class Halving {

    private Halving() {}

    /** The least number above {@code low} that holds, given that all above it do; {@code high} is taken to hold. */
    static double least(double low, double high, DoublePredicate holds) {
        double below = low;
        double holding = high;
        double middle = below + (holding - below) / 2;
        while (middle > below && middle < holding) {
            if (holds.test(middle)) {
                holding = middle;
            } else {
                below = middle;
            }
            middle = below + (holding - below) / 2;
        }
        return holding;
    }

    /** The greatest number below {@code high} that holds, given that all below it do; {@code low} is taken to hold. */
    static double greatest(double low, double high, DoublePredicate holds) {
        return -least(-high, -low, value -> holds.test(-value));
    }
}
