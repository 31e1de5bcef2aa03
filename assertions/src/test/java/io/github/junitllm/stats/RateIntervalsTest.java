package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RateIntervalsTest {

    @ParameterizedTest
    @EnumSource
    void a_two_sided_interval_is_two_one_sided_bounds(IntervalMethod method) {
        for (int successes = 0; successes <= 7; successes++) {
            Bounds two = RateIntervals.twoSided(method, successes, 7, 0.9);
            Bounds one = RateIntervals.oneSided(method, successes, 7, 0.95);
            assertThat(two.lower()).isCloseTo(one.lower(), within(1e-12));
            assertThat(two.upper()).isCloseTo(one.upper(), within(1e-12));
            Bounds mirrored = RateIntervals.oneSided(method, 7 - successes, 7, 0.95);
            assertThat(mirrored.lower()).isCloseTo(1 - one.upper(), within(1e-12));
        }
        assertThat(RateIntervals.oneSided(method, 0, 7, 0.95).lower()).isZero();
        assertThat(RateIntervals.oneSided(method, 7, 7, 0.95).upper()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void the_least_number_of_trials_reaches_the_rate_and_one_less_does_not(IntervalMethod method) {
        int trials = RateIntervals.leastTrials(method, 0.8, 2, 0.95).orElseThrow();
        assertThat(RateIntervals.oneSided(method, trials - 2, trials, 0.95).lower())
                .isGreaterThanOrEqualTo(0.8);
        assertThat(RateIntervals.oneSided(method, trials - 3, trials - 1, 0.95).lower())
                .isLessThan(0.8);
    }

    @Test
    void outcomes_as_likely_as_the_observed_one_count() {
        // 25 and 5 of 30 at one half are as likely as each other.
        assertThat(ExactBinomial.twoSided(25, 30, 0.5)).isCloseTo(3.249e-4, within(5e-8));
        assertThat(ExactBinomial.twoSided(0, 3, 0)).isEqualTo(1);
        assertThat(ExactBinomial.twoSided(1, 3, 0)).isZero();
        assertThat(ExactBinomial.greater(2, 2, 0.3)).isCloseTo(0.09, within(1e-15));
        assertThat(ExactBinomial.less(1, 2, 0.3)).isCloseTo(0.91, within(1e-15));
    }

    @Test
    void the_middle_counts_by_half() {
        assertThat(PairedRates.changedMid(0, 1)).isEqualTo(0.5);
        assertThat(PairedRates.changedMid(2, 2)).isEqualTo(1);
        refused(() -> PairedRates.changedMid(-1, 2), "-1 and 2 discordant pairs: expected 0 or more");
    }

    @Test
    void a_prior_is_updated_by_successes_and_failures() {
        RatePosterior posterior = new RatePosterior(1, 2).after(3, 4);
        assertThat(posterior).isEqualTo(new RatePosterior(4, 3));
        assertThat(posterior.after(0, 0)).isEqualTo(posterior);
        assertThat(posterior.mean()).isCloseTo(4 / 7.0, within(1e-15));
        assertThat(posterior.chanceAtLeast(0)).isEqualTo(1);
        assertThat(new RatePosterior(1, 1).chanceAtLeast(0.3)).isCloseTo(0.7, within(1e-15));
    }

    @Test
    void wrong_arguments_are_named_with_their_range() {
        IntervalMethod wilson = IntervalMethod.WILSON;
        refused(() -> RateIntervals.oneSided(wilson, 6, 5, 0.9), "successes = 6, allowed are 0 to 5");
        refused(() -> RateIntervals.twoSided(wilson, 0, 0, 0.9), "trials = 0, allowed are 1 or more");
        refused(() -> RateIntervals.oneSided(wilson, 0, 5, 0.4), "confidence = 0.4, allowed are 0.5 to below 1");
        refused(() -> RateIntervals.twoSided(wilson, 0, 5, 1), "confidence = 1.0, allowed are above 0 and below 1");
        refused(() -> RateIntervals.leastTrials(wilson, 1, 0, 0.9), "passRate = 1.0, allowed are above 0 and below 1");
        refused(() -> RateIntervals.leastTrials(wilson, 0.9, -1, 0.9), "failuresAllowed = -1, allowed are 0 or more");
        refused(() -> ExactBinomial.greater(1, 0, 0.5), "trials = 0, allowed are 1 or more");
        refused(() -> ExactBinomial.less(2, 1, 0.5), "successes = 2, allowed are 0 to 1");
        refused(() -> ExactBinomial.twoSided(1, 1, -0.5), "rate = -0.5, allowed are 0 to 1");
        refused(() -> new RatePosterior(0, 1), "a = 0.0, allowed are finite numbers above 0");
        refused(
                () -> new RatePosterior(1, Double.POSITIVE_INFINITY),
                "b = Infinity, allowed are finite numbers above 0");
        refused(() -> new RatePosterior(1, 1).after(2, 1), "successes = 2, allowed are 0 to 1");
        refused(() -> new RatePosterior(1, 1).after(0, -1), "trials = -1, allowed are 0 or more");
        refused(() -> new RatePosterior(1, 1).chanceAtLeast(2), "threshold = 2.0, allowed are 0 to 1");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
