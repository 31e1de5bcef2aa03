package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TwoRatesTest {

    // Newcombe 1998, table II, contrast (a), 56 of 70 against 48 of 80: score bounds .0528 and .3382, hybrid .0524 and
    // .3339.
    @Test
    void the_printed_example_of_newcombe() {
        TwoRates rates = rates(56, 70, 48, 80);
        DifferenceBounds score = rates.miettinenNurminen(0.975);
        assertThat(score.lower()).isCloseTo(0.0528, within(5e-5));
        assertThat(score.upper()).isCloseTo(0.3382, within(5e-5));
        DifferenceBounds hybrid = rates.newcombe(0.975);
        assertThat(hybrid.lower()).isCloseTo(0.0524, within(5e-5));
        assertThat(hybrid.upper()).isCloseTo(0.3339, within(5e-5));
    }

    @Test
    void bounds_end_at_one() {
        TwoRates best = rates(5, 5, 0, 5);
        assertThat(best.miettinenNurminen(0.95).upper()).isEqualTo(1);
        assertThat(best.newcombe(0.95).upper()).isEqualTo(1);
        assertThat(rates(0, 5, 5, 5).miettinenNurminen(0.95).lower()).isEqualTo(-1);
    }

    // Rounding must not push a bound over the end, which DifferenceBounds refuses.
    @Test
    void bounds_at_the_ends_are_there_for_all_sizes() {
        for (int trials = 1; trials <= 300; trials++) {
            for (double confidence : new double[] {0.5, 0.8, 0.9, 0.95, 0.975, 0.99, 0.999}) {
                TwoRates best = rates(trials, trials, 0, trials + 1);
                TwoRates worst = rates(0, trials, trials + 1, trials + 1);
                assertThat(best.newcombe(confidence).upper()).isCloseTo(1, within(1e-14));
                assertThat(worst.newcombe(confidence).lower()).isCloseTo(-1, within(1e-14));
                assertThat(best.miettinenNurminen(confidence).upper()).isEqualTo(1);
                assertThat(worst.miettinenNurminen(confidence).lower()).isEqualTo(-1);
            }
        }
    }

    // The tea of Fisher's lady: 3 of 4 cups right, p = 17/70, two-sided 34/70.
    @Test
    void fisher_of_the_lady_tasting_tea() {
        assertThat(rates(1, 4, 3, 4).fisherWorse()).isCloseTo(17.0 / 70, within(1e-14));
        assertThat(rates(1, 4, 3, 4).fisherChanged()).isCloseTo(34.0 / 70, within(1e-14));
        assertThat(rates(3, 4, 1, 4).fisherWorse()).isCloseTo(69.0 / 70, within(1e-14));
    }

    // 1 of 4 and 3 of 4 are equally likely, whatever rounding says; the likeliest outcome leaves nothing out.
    @Test
    void fisher_counts_ties_and_never_exceeds_one() {
        assertThat(rates(2, 4, 2, 4).fisherChanged()).isEqualTo(1);
        assertThat(rates(0, 10, 0, 10).fisherChanged()).isEqualTo(1);
        assertThat(rates(0, 10, 0, 10).fisherWorse()).isEqualTo(1);
        assertThat(rates(50, 100, 60, 100).fisherChanged())
                .isCloseTo(rates(60, 100, 50, 100).fisherChanged(), within(1e-12));
    }

    // Nothing passed: fitted to a difference of 0.1 the rates are 0 and 0.1, so z = 0.1 / sqrt(0.09 / 10).
    @Test
    void not_worse_when_nothing_passed() {
        assertThat(rates(0, 10, 0, 10).farringtonManning(0.1).orElseThrow().z())
                .isCloseTo(0.1 / Math.sqrt(0.009), within(1e-12));
        assertThat(rates(0, 10, 0, 10).miettinenNurminenTest(0.1).orElseThrow().z())
                .isCloseTo(0.1 / Math.sqrt(0.009 * 20 / 19), within(1e-12));
        assertThat(rates(10, 10, 10, 10).farringtonManning(0.1).orElseThrow().z())
                .isCloseTo(0.1 / Math.sqrt(0.009), within(1e-12));
    }

    @Test
    void without_a_margin_the_rates_are_pooled() {
        ZTest test = rates(3, 10, 5, 10).farringtonManning(0).orElseThrow();
        assertThat(test.z()).isCloseTo(-0.2 / Math.sqrt(0.4 * 0.6 * 0.2), within(1e-12));
        assertThat(test.p()).isCloseTo(1 - CriticalValues.normalTail(-test.z()), within(1e-15));
    }

    @Test
    void without_a_margin_and_without_variation_the_test_is_undefined() {
        assertThat(rates(0, 10, 0, 10).farringtonManning(0)).isEmpty();
        assertThat(rates(10, 10, 5, 5).miettinenNurminenTest(0)).isEmpty();
    }

    @Test
    void arguments_out_of_range_are_refused_by_name() {
        TwoRates rates = rates(1, 2, 1, 2);
        refused(() -> new Tally(1, 0), "trials = 0, allowed are 1 or more");
        refused(() -> new Tally(3, 2), "successes = 3, allowed are 0 to 2");
        refused(() -> rates.miettinenNurminen(1), "confidence = 1.0, allowed are 0.5 to below 1");
        refused(() -> rates.newcombe(1), "confidence = 1.0, allowed are 0.5 to below 1");
        refused(() -> rates.farringtonManning(-0.1), "margin = -0.1, allowed are 0 to below 1");
        refused(() -> rates.miettinenNurminenTest(1), "margin = 1.0, allowed are 0 to below 1");
    }

    private static TwoRates rates(int candidate, int candidateTrials, int baseline, int baselineTrials) {
        return new TwoRates(new Tally(candidate, candidateTrials), new Tally(baseline, baselineTrials));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
