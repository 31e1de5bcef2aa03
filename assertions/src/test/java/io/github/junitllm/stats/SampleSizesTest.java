package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SampleSizesTest {

    @Test
    void two_rates_need_the_same_whichever_comes_first() {
        assertThat(SampleSizes.twoRates(0.8, 0.9, 0.05, 0.8)).isCloseTo(156.605447911968, within(1e-6));
        assertThat(SampleSizes.twoRates(0.9, 0.8, 0.05, 0.8)).isCloseTo(156.605447911968, within(1e-6));
        assertThat(SampleSizes.twoRates(1, 0, 0.5, 0.1)).isZero();
    }

    @Test
    void paired_means_need_two_pairs_or_more() {
        assertThat(SampleSizes.pairedMean(0.5, 0.05, 0.8)).isCloseTo(26.1375278189432, within(1e-4));
        assertThat(SampleSizes.pairedMean(50, 0.05, 0.8)).isCloseTo(2, within(1e-9));
    }

    @Test
    void inverses_are_inverse() {
        for (double p : new double[] {1e-9, 0.01, 0.3, 0.5, 0.9, 1 - 1e-9}) {
            assertThat(Distributions.normalCdf(Distributions.normalQuantile(p)))
                    .isCloseTo(p, within(1e-13 * p + 1e-15));
            assertThat(Distributions.studentCdf(Distributions.studentQuantile(p, 2.5), 2.5))
                    .isCloseTo(p, within(1e-10 * p));
            assertThat(Distributions.betaCdf(Distributions.betaQuantile(p, 2.5, 4), 2.5, 4))
                    .isCloseTo(p, within(1e-12 * p));
        }
        assertThat(Distributions.binomialCdf(1, 2, 0.5)).isCloseTo(0.75, within(1e-15));
        assertThat(Distributions.binomialSurvival(1, 2, 0.5)).isCloseTo(0.25, within(1e-15));
        assertThat(Distributions.chiSquaredSurvival(2, 2)).isCloseTo(Math.exp(-1), within(1e-15));
    }

    @Test
    void wrong_arguments_are_named_with_their_range() {
        refused(() -> SampleSizes.twoRates(2, 0.5, 0.05, 0.8), "rateA = 2.0, allowed are 0 to 1");
        refused(() -> SampleSizes.twoRates(0.5, -1, 0.05, 0.8), "rateB = -1.0, allowed are 0 to 1");
        refused(
                () -> SampleSizes.twoRates(0.5, 0.5, 0.05, 0.8),
                "rateA = rateB = 0.5: no number of samples tells them apart");
        refused(() -> SampleSizes.twoRates(0.5, 0.6, 0, 0.8), "alpha = 0.0, allowed are above 0 to 0.5");
        refused(() -> SampleSizes.twoRates(0.5, 0.6, 0.1, 1), "power = 1.0, allowed are above 0 and below 1");
        refused(() -> SampleSizes.pairedMean(0, 0.1, 0.8), "effectSize = 0.0, allowed are finite numbers above 0");
        refused(() -> SampleSizes.pairedMean(1, 0.6, 0.8), "alpha = 0.6, allowed are above 0 to 0.5");
        refused(() -> SampleSizes.pairedMean(1, 0.1, 0), "power = 0.0, allowed are above 0 and below 1");
        refused(() -> Distributions.normalQuantile(1), "p = 1.0, allowed are above 0 and below 1");
        refused(() -> Distributions.studentQuantile(0, 3), "p = 0.0, allowed are above 0 and below 1");
        refused(() -> Distributions.betaQuantile(1, 1, 1), "p = 1.0, allowed are above 0 and below 1");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
