package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesTest {

    // 1 of 1 at 0.1 has the probability 0.1, and 1 - 0.9 is 0.1: equal in decimals, not in binary fractions.
    @Test
    void a_tie_with_the_error_rate_passes_and_fails() {
        assertThat(Rates.criticalCounts(new RateClaim(0.1, 0, 0.9), 1))
                .isEqualTo(new CriticalCounts(OptionalInt.of(1), OptionalInt.empty()));
        assertThat(Rates.criticalCounts(new RateClaim(0.9, 0, 0.9), 1))
                .isEqualTo(new CriticalCounts(OptionalInt.empty(), OptionalInt.of(0)));
        assertThat(Rates.leastTrialsToPass(new RateClaim(0.15, 0.05, 0.999), 0)).hasValue(3);
    }

    // P(X >= n - 1) at 0.5 is (n + 1) / 2^n: 9/256 for 8 trials, so confidence 247/256 = 0.96484375 is a tie.
    @Test
    void a_tie_among_sums_is_decided_in_whole_numbers() {
        assertThat(Rates.leastTrialsToPass(new RateClaim(0.5, 0, 0.96484375), 1))
                .hasValue(8);
        assertThat(Rates.leastTrialsToPass(new RateClaim(0.5, 0, 0.96484376), 1))
                .hasValue(9);
        assertThat(Rates.criticalCounts(new RateClaim(0.5, 0, 0.96484375), 8))
                .isEqualTo(new CriticalCounts(OptionalInt.of(7), OptionalInt.of(1)));
    }

    // Computed in exact rationals with Python's fractions.
    @ParameterizedTest(name = "{0} trials at {1} - {2}: pass at {3}, fail at {4}")
    @CsvSource({"29, 0.9, 0, 29, 22", "179, 0.9, 0, 168, 153", "60, 0.9, 0.05, 56, 49"})
    void critical_counts_of_the_numbers_in_the_design(int trials, double rate, double tolerance, int pass, int fail) {
        assertThat(Rates.criticalCounts(new RateClaim(rate, tolerance, 0.95), trials))
                .isEqualTo(new CriticalCounts(OptionalInt.of(pass), OptionalInt.of(fail)));
    }

    @Test
    void the_first_number_of_trials_with_the_power_is_found() {
        assertThat(Rates.leastTrialsForPower(RateClaim.of(0.9), 0.95, 0.8)).hasValue(179);
        assertThat(Rates.chanceToPass(new RateClaim(0.9, 0.05, 0.95), 60, 0.95)).isCloseTo(0.82, within(0.005));
    }

    @Test
    void skipping_finds_the_same_number_as_walking_from_one() {
        for (double[] design : new double[][] {{0.5, 0.9}, {0.7, 0.8}, {0.9, 0.99}, {0.95, 0.999}, {0.3, 0.31}}) {
            RateClaim claim = RateClaim.of(design[0]);
            for (double power : new double[] {0.1, 0.5, 0.8, 0.99}) {
                OptionalInt found = Rates.leastTrialsForPower(claim, design[1], power);
                int limit = Math.min(found.orElseThrow(), 600);
                for (int n = 1; n < limit; n++) {
                    assertThat(Rates.chanceToPass(claim, n, design[1])).isLessThan(power);
                }
                assertThat(Rates.chanceToPass(claim, found.getAsInt(), design[1]))
                        .isGreaterThanOrEqualTo(power);
            }
        }
    }

    @Test
    void a_power_that_no_number_of_trials_reaches_gives_nothing() {
        assertThat(Rates.leastTrialsForPower(RateClaim.of(0.9), 0.9, 0.8)).isEmpty();
        assertThat(Rates.leastTrialsForPower(RateClaim.of(0.9), 0.5, 0.8)).isEmpty();
        assertThat(Rates.leastTrialsForPower(RateClaim.of(0.9), 0.9001, 0.8)).isEmpty();
        assertThat(Rates.leastTrialsToPass(RateClaim.of(0.9999999), 0)).isEmpty();
        assertThat(Rates.leastTrialsToPass(RateClaim.of(0.9), 2_000_000)).isEmpty();
    }

    @Test
    void tolerance_wins_where_pass_and_fail_overlap() {
        RateClaim claim = new RateClaim(0.9, 0.05, 0.95);
        assertThat(Rates.verdict(claim, 8_750, 10_000)).isEqualTo(RateVerdict.PASS);
        assertThat(Rates.verdict(claim, 8_500, 10_000)).isEqualTo(RateVerdict.FAIL);
    }

    @Test
    void bounds_and_counts_agree_at_every_count() {
        RateClaim claim = new RateClaim(0.8, 0.1, 0.9);
        for (int trials = 1; trials <= 60; trials++) {
            for (int passed = 0; passed <= trials; passed++) {
                Bounds bounds = Rates.bounds(passed, trials, 0.9);
                RateVerdict byBounds = bounds.lower() >= 0.7
                        ? RateVerdict.PASS
                        : bounds.upper() <= 0.8 ? RateVerdict.FAIL : RateVerdict.INCONCLUSIVE;
                assertThat(Rates.verdict(claim, passed, trials))
                        .as("%d of %d", passed, trials)
                        .isEqualTo(byBounds);
            }
        }
    }

    @Test
    void a_plain_gate_of_four_of_five_lets_a_coin_through_in_three_of_sixteen() {
        assertThat(Rates.chanceThroughGate(4, 5, 0.5)).isCloseTo(6 / 32.0, within(1e-15));
        assertThat(Rates.chanceThroughGate(0, 5, 0)).isEqualTo(1);
        assertThat(Rates.chanceThroughGate(5, 5, 1)).isEqualTo(1);
    }

    @Test
    void more_draws_than_samples_are_undefined() {
        assertThat(Rates.passAtK(5, 5, 6)).isEqualTo(OptionalDouble.empty());
        assertThat(Rates.passHatK(5, 5, 6)).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void wrong_arguments_are_named_with_their_range() {
        refused(() -> new RateClaim(1, 0, 0.95), "passRate = 1.0, allowed are above 0 and below 1");
        refused(() -> new RateClaim(Double.NaN, 0, 0.95), "passRate = NaN, allowed are above 0 and below 1");
        refused(() -> new RateClaim(0.9, 0.9, 0.95), "tolerance = 0.9, allowed are 0 to below passRate = 0.9");
        refused(() -> new RateClaim(0.9, 0, 95), "confidence = 95.0, allowed are 0.5 to below 1");
        refused(() -> Rates.bounds(6, 5, 0.95), "successes = 6, allowed are 0 to 5");
        refused(() -> Rates.bounds(0, 0, 0.95), "trials = 0, allowed are 1 or more");
        refused(() -> Rates.verdict(RateClaim.of(0.9), -1, 5), "successes = -1, allowed are 0 to 5");
        refused(() -> Rates.chanceToPass(RateClaim.of(0.9), 5, 1.5), "trueRate = 1.5, allowed are 0 to 1");
        refused(
                () -> Rates.leastTrialsForPower(RateClaim.of(0.9), 0.95, 1),
                "power = 1.0, allowed are above 0 and below 1");
        refused(() -> Rates.leastTrialsToPass(RateClaim.of(0.9), -1), "failuresAllowed = -1, allowed are 0 or more");
        refused(() -> Rates.chanceThroughGate(6, 5, 0.5), "passesNeeded = 6, allowed are 0 to 5");
        refused(() -> Rates.passAtK(5, 2, 0), "k = 0, allowed are 1 or more");
        refused(() -> new Bounds(0.6, 0.5), "bounds 0.6..0.5 are not within 0..1");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
