package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ManyTestsTest {

    private static final List<Double> SOME = List.of(0.03, 0.02, 0.9, 0.02, 0.5);

    @Test
    void adjusted_values_follow_the_order_given_and_never_cross() {
        assertThat(AdjustedPValues.bonferroni(SOME)).containsExactly(0.15, 0.1, 1.0, 0.1, 1.0);
        assertThat(AdjustedPValues.holm(SOME)).containsExactly(0.1, 0.1, 1.0, 0.1, 1.0);
        assertThat(AdjustedPValues.benjaminiHochberg(SOME))
                .zipSatisfy(List.of(0.05, 0.05, 0.9, 0.05, 0.625), (got, wanted) -> assertThat(got)
                        .isCloseTo(wanted, within(1e-12)));
        double harmonic = 1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0 + 1 / 5.0;
        assertThat(AdjustedPValues.benjaminiYekutieli(SOME).get(0)).isCloseTo(0.05 * harmonic, within(1e-12));
        assertThat(AdjustedPValues.benjaminiYekutieli(SOME).get(2)).isEqualTo(1);
    }

    @Test
    void one_test_is_left_as_it_is() {
        assertThat(FalseAlarms.of(1, 0.05).anyIfIndependent()).isCloseTo(0.05, within(1e-15));
        assertThat(FalseAlarms.of(3, 0)).isEqualTo(new FalseAlarms(0, 0, 0, 0, 0));
        assertThat(FalseAlarms.of(2, 1)).isEqualTo(new FalseAlarms(2, 1, 1, 1, 0.5));
        FalseAlarms two = FalseAlarms.of(2, 0.5);
        assertThat(two.expected()).isEqualTo(1);
        assertThat(two.anyIfIndependent()).isCloseTo(0.75, within(1e-15));
        assertThat(two.anyAtMost()).isEqualTo(1);
        assertThat(two.perTest()).isEqualTo(0.25);
        assertThat(two.perTestIfIndependent()).isCloseTo(1 - Math.sqrt(0.5), within(1e-15));
    }

    @Test
    void wrong_arguments_are_named_with_their_range() {
        refused(() -> AdjustedPValues.holm(List.of()), "pValues are empty: expected at least one");
        refused(() -> AdjustedPValues.bonferroni(List.of(1.2)), "a p-value = 1.2, allowed are 0 to 1");
        refused(() -> AdjustedPValues.benjaminiHochberg(List.of(-0.1)), "a p-value = -0.1, allowed are 0 to 1");
        refused(() -> AdjustedPValues.benjaminiYekutieli(List.of()), "pValues are empty: expected at least one");
        refused(() -> FalseAlarms.of(0, 0.05), "tests = 0, allowed are 1 or more");
        refused(() -> FalseAlarms.of(1, 1.5), "error = 1.5, allowed are 0 to 1");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
