package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PairedMeansTest {

    private static final OptionalDouble NONE = OptionalDouble.empty();

    // 0.7 - 0.6 and 0.8 - 0.7 differ in binary fractions, not in decimals.
    @Test
    void equal_differences_do_not_vary() {
        assertThat(PairedMeans.compare(List.of(0.7, 0.8, 0.9), List.of(0.6, 0.7, 0.8), 0.95))
                .isEqualTo(new PairedMean(0.3 / 3, OptionalDouble.of(0), NONE, 2, NONE, NONE, NONE, NONE));
    }

    @Test
    void a_single_pair_has_no_standard_error() {
        assertThat(PairedMeans.compare(List.of(0.9), List.of(0.8), 0.95))
                .isEqualTo(new PairedMean(0.1, NONE, NONE, 0, NONE, NONE, NONE, NONE));
    }

    // With one degree of freedom Student's t is Cauchy's: its 0.75 quantile is 1, P(T <= 1) = 3/4.
    @Test
    void two_pairs_follow_the_law_of_cauchy() {
        PairedMean mean = PairedMeans.compare(List.of(1.0, 0.0), List.of(0.0, 0.0), 0.75);
        assertThat(mean.difference()).isEqualTo(0.5);
        assertThat(mean.standardError()).hasValue(0.5);
        assertThat(mean.t()).hasValue(1);
        assertThat(mean.degreesOfFreedom()).isEqualTo(1);
        assertThat(mean.lower().orElseThrow()).isCloseTo(0, within(1e-15));
        assertThat(mean.upper().orElseThrow()).isCloseTo(1, within(1e-15));
        assertThat(mean.changed().orElseThrow()).isCloseTo(0.5, within(1e-15));
        assertThat(mean.worse().orElseThrow()).isCloseTo(0.75, within(1e-15));
    }

    // Values: tan(pi (c - 1/2)) for 1 degree; (2c-1)/sqrt(2c(1-c)) for
    // 2.
    @Test
    void critical_values_of_t_are_right_to_the_last_digits() {
        assertThat(CriticalValues.student(0.95, 1)).isCloseTo(Math.tan(Math.PI * 0.45), within(1e-13));
        assertThat(CriticalValues.student(0.99, 2)).isCloseTo(0.98 / Math.sqrt(0.0198), within(1e-13));
        assertThat(CriticalValues.student(0.5, 3)).isCloseTo(0, within(1e-15));
    }

    @Test
    void pairs_that_are_none_are_refused() {
        assertThatThrownBy(() -> PairedMeans.compare(List.of(1.0), List.of(), 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 numbers of the candidate, 0 of the baseline: expected pairs, 1 or more");
        assertThatThrownBy(() -> PairedMeans.compare(List.of(), List.of(), 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 numbers of the candidate, 0 of the baseline: expected pairs, 1 or more");
        assertThatThrownBy(() -> PairedMeans.compare(List.of(Double.NaN), List.of(1.0), 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("candidate = NaN, allowed are finite numbers");
        assertThatThrownBy(() -> PairedMeans.compare(List.of(1.0), List.of(Double.NaN), 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("baseline = NaN, allowed are finite numbers");
        assertThatThrownBy(() -> PairedMeans.compare(List.of(1.0), List.of(1.0), 0.4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("confidence = 0.4, allowed are 0.5 to below 1");
    }
}
