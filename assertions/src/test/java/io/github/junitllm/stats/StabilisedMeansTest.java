package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StabilisedMeansTest {

    @Test
    void cases_that_all_pass_are_worth_one_sample_each() {
        StabilisedMean mean = StabilisedMeans.mean(Collections.nCopies(8, 1.0), OptionalInt.empty(), 0.95);
        assertThat(mean.mean()).isEqualTo(1);
        assertThat(mean.effectiveSamples()).isEqualTo(8);
        assertThat(mean.bounds().lower()).isCloseTo(Math.pow(0.05, 1 / 8.0), within(1e-12));
        assertThat(mean.bounds().upper()).isEqualTo(1);
    }

    @Test
    void cases_that_agree_are_worth_more_and_the_number_of_samples_is_the_most() {
        List<Double> alike = Collections.nCopies(30, 0.8);
        assertThat(StabilisedMeans.mean(alike, OptionalInt.empty(), 0.95).effectiveSamples())
                .isGreaterThan(200);
        StabilisedMean capped = StabilisedMeans.mean(alike, OptionalInt.of(150), 0.95);
        assertThat(capped.effectiveSamples()).isEqualTo(150);
        // 120 of 150, the plain exact bounds.
        assertThat(capped.bounds().lower()).isCloseTo(Rates.lowerBound(120, 150, 0.95), within(1e-12));
        assertThat(capped.bounds().upper()).isCloseTo(Rates.upperBound(120, 150, 0.95), within(1e-12));
    }

    @Test
    void one_pair_has_no_bounds_and_two_have() {
        assertThat(StabilisedMeans.difference(List.of(1.0), List.of(0.5), 0.95))
                .isEqualTo(new StabilisedDifference(0.5, OptionalDouble.empty(), OptionalDouble.empty()));
        StabilisedDifference two = StabilisedMeans.difference(List.of(1.0, 0.5), List.of(0.5, 0.0), 0.95);
        assertThat(two.mean()).isEqualTo(0.5);
        // Values 0.5, 0.5, -1, 1: mean 0.25, squared distances 2.25, standard error sqrt(2.25)/4; t of 1 degree is
        // 6.3138.
        assertThat(two.lower()).hasValueCloseTo(0.25 - 6.313751514675 * 1.5 / 4, within(1e-9));
        assertThat(two.upper()).hasValueCloseTo(0.25 + 6.313751514675 * 1.5 / 4, within(1e-9));
    }

    @Test
    void wrong_arguments_are_named_with_their_range() {
        OptionalInt any = OptionalInt.empty();
        refused(() -> StabilisedMeans.mean(List.of(), any, 0.95), "caseMeans are empty: expected at least one");
        refused(() -> StabilisedMeans.mean(List.of(1.1), any, 0.95), "a case mean = 1.1, allowed are 0 to 1");
        refused(
                () -> StabilisedMeans.mean(List.of(1.0), OptionalInt.of(0), 0.95),
                "mostEffective = 0, allowed are 1 or more");
        refused(() -> StabilisedMeans.mean(List.of(1.0), any, 0.4), "confidence = 0.4, allowed are 0.5 to below 1");
        refused(
                () -> StabilisedMeans.difference(List.of(1.0), List.of(1.0), 1),
                "confidence = 1.0, allowed are 0.5 to below 1");
        refused(
                () -> StabilisedMeans.difference(List.of(1.0), List.of(), 0.95),
                "1 numbers of the candidate, 0 of the baseline: expected pairs, 1 or more");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
