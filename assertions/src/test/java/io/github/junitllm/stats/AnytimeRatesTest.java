package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AnytimeRatesTest {

    // Uniform over (t, 1]: (1 - t^2) / 2 / (1 - t) is the mean of p, over t.
    @Test
    void one_success_is_evidence_by_the_mean_of_the_higher_rates() {
        assertThat(AnytimeRates.logEvidenceAbove(1, 0, 0.6)).isCloseTo(Math.log(0.8 / 0.6), within(1e-14));
        assertThat(AnytimeRates.logEvidenceBelow(1, 0, 0.6)).isCloseTo(Math.log(0.3 / 0.6), within(1e-14));
        assertThat(AnytimeRates.logEvidenceBelow(0, 1, 0.6)).isCloseTo(Math.log(0.7 / 0.4), within(1e-14));
    }

    /** Nothing underflows: the chance of this under any rate above 0.9 is far below the least double. */
    @Test
    void evidence_of_many_samples_stays_finite() {
        assertThat(AnytimeRates.logEvidenceAbove(0, 5_000, 0.9)).isCloseTo(-Math.log(5_001), within(1e-12));
        assertThat(AnytimeRates.logEvidenceBelow(0, 5_000, 0.9))
                .isCloseTo(5_000 * Math.log(10) - Math.log(5_001 * 0.9), within(1e-8));
    }

    /** A fair bet: averaged over the outcomes of n samples at the threshold, the likelihood ratio is 1. */
    @Test
    void evidence_is_one_on_average_at_the_threshold() {
        for (double threshold : new double[] {0.3, 0.9}) {
            double above = 0;
            double below = 0;
            for (int successes = 0; successes <= 12; successes++) {
                double chance = BinomialTail.atMost(successes, 12, threshold)
                        - BinomialTail.atMost(successes - 1, 12, threshold);
                above += chance * Math.exp(AnytimeRates.logEvidenceAbove(successes, 12 - successes, threshold));
                below += chance * Math.exp(AnytimeRates.logEvidenceBelow(successes, 12 - successes, threshold));
            }
            assertThat(above).isCloseTo(1, within(1e-10));
            assertThat(below).isCloseTo(1, within(1e-10));
        }
    }

    @Test
    void bounds_that_hold_at_every_number_of_samples_are_wider() {
        assertThat(AnytimeRates.bounds(0, 0, 0.95)).isEqualTo(new Bounds(0, 1));
        Bounds bounds = AnytimeRates.bounds(18, 2, 0.95);
        assertThat(bounds.lower()).isLessThan(Rates.lowerBound(18, 20, 0.975));
        assertThat(bounds.upper()).isGreaterThan(Rates.upperBound(18, 20, 0.975));
        Bounds mirrored = AnytimeRates.bounds(2, 18, 0.95);
        assertThat(mirrored.lower()).isCloseTo(1 - bounds.upper(), within(1e-14));
        assertThat(mirrored.upper()).isCloseTo(1 - bounds.lower(), within(1e-14));
    }

    @Test
    void wald_stops_on_the_line() {
        // ln 4 a success, the line at ln 4: one is enough, and the tie is one.
        SprtRun run = new Sprt(0.2, 0.8, 0.2, 0.2).start();
        assertThat(run.decision()).isEqualTo(SprtDecision.CONTINUE);
        run.add(true);
        assertThat(run.decision()).isEqualTo(SprtDecision.ACCEPT_P1);
        assertThatThrownBy(() -> run.add(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the decision ACCEPT_P1 stands after 1 samples");
        SprtRun down = new Sprt(0.2, 0.8, 0.2, 0.2).start();
        down.add(false);
        assertThat(down.decision()).isEqualTo(SprtDecision.ACCEPT_P0);
        assertThat(down.successes()).isZero();
        assertThat(down.samples()).isEqualTo(1);
        assertThat(down.logLikelihoodRatio()).isCloseTo(-Math.log(4), within(1e-15));
    }

    @Test
    void wrong_arguments_are_named_with_their_range() {
        refused(() -> AnytimeRates.logEvidenceAbove(-1, 0, 0.5), "successes = -1, allowed are 0 or more");
        refused(() -> AnytimeRates.logEvidenceBelow(0, -1, 0.5), "failures = -1, allowed are 0 or more");
        refused(() -> AnytimeRates.logEvidenceAbove(0, 0, 0), "threshold = 0.0, allowed are above 0 and below 1");
        refused(() -> AnytimeRates.logEvidenceBelow(0, 0, 1), "threshold = 1.0, allowed are above 0 and below 1");
        refused(() -> AnytimeRates.bounds(0, -2, 0.9), "failures = -2, allowed are 0 or more");
        refused(() -> AnytimeRates.bounds(0, 0, 0.3), "confidence = 0.3, allowed are 0.5 to below 1");
        refused(() -> new Sprt(0, 0.5, 0.1, 0.1), "p0 = 0.0, allowed are above 0 and below 1");
        refused(() -> new Sprt(0.4, 1, 0.1, 0.1), "p1 = 1.0, allowed are above 0 and below 1");
        refused(() -> new Sprt(0.5, 0.5, 0.1, 0.1), "p1 = 0.5, allowed are above p0 = 0.5");
        refused(() -> new Sprt(0.4, 0.5, 0, 0.1), "alpha = 0.0, allowed are above 0 to 0.5");
        refused(() -> new Sprt(0.4, 0.5, 0.1, 0.7), "beta = 0.7, allowed are above 0 to 0.5");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
