package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilesTest {

    private static final List<Double> FIVE = List.of(50.0, 10.0, 40.0, 20.0, 30.0);

    // By hand from the definitions of Hyndman and Fan.
    @ParameterizedTest(name = "type {0} at {1}: {2}")
    @CsvSource({
        "INVERSE, 0.4, 20",
        "INVERSE, 0.41, 30",
        "INVERSE_AVERAGED, 0.4, 25",
        "INVERSE_AVERAGED, 0.41, 30",
        "NEAREST_EVEN, 0.3, 20",
        "NEAREST_EVEN, 0.5, 20",
        "NEAREST_EVEN, 0.7, 40",
        "NEAREST_EVEN, 0.55, 30",
        "INTERPOLATED, 0.5, 25",
        "HAZEN, 0.25, 17.5",
        "WEIBULL, 0.25, 15",
        "LINEAR, 0.25, 20",
        "LINEAR, 0.9, 46",
        "MEDIAN_UNBIASED, 0.25, 16.6666666666667",
        "NORMAL_UNBIASED, 0.25, 16.875",
        "WEIBULL, 0.01, 10",
        "WEIBULL, 0.99, 50"
    })
    void sample_quantiles_lie_where_their_definition_says(QuantileType type, double q, double wanted) {
        assertThat(Quantiles.quantile(FIVE, q, type)).isCloseTo(wanted, within(1e-12));
    }

    @Test
    void the_usual_type_is_seven() {
        assertThat(Quantiles.quantile(FIVE, 0.9)).isCloseTo(46, within(1e-12));
        assertThat(Quantiles.quantile(List.of(7.0), 0.3)).isEqualTo(7);
        assertThat(QuantileType.LINEAR.number()).isEqualTo(7);
    }

    @Test
    void the_ranks_miss_as_often_as_they_may() {
        for (int n : new int[] {1, 5, 20, 59, 120}) {
            for (double q : new double[] {0.1, 0.5, 0.95}) {
                int upper = Quantiles.upperRank(n, q, 0.95).orElse(n + 1);
                assertThat(BinomialTail.atLeast(upper, n, q)).isLessThanOrEqualTo(0.05 + 1e-12);
                assertThat(BinomialTail.atLeast(upper - 1, n, q)).isGreaterThan(0.05);
                int lower = Quantiles.lowerRank(n, q, 0.95).orElse(0);
                assertThat(BinomialTail.atMost(lower - 1, n, q)).isLessThanOrEqualTo(0.05 + 1e-12);
                assertThat(BinomialTail.atMost(lower, n, q)).isGreaterThan(0.05);
            }
        }
        assertThat(Quantiles.leastSamplesForUpper(0.95, 0.95)).hasValue(59);
    }

    @Test
    void wrong_arguments_are_named_with_their_range() {
        refused(() -> Quantiles.quantile(List.of(), 0.5), "values are empty: expected at least one");
        refused(() -> Quantiles.quantile(FIVE, 1.5), "q = 1.5, allowed are 0 to 1");
        refused(
                () -> Quantiles.quantile(List.of(Double.POSITIVE_INFINITY), 0.5),
                "a value = Infinity, allowed are finite numbers");
        refused(() -> Quantiles.upperRank(0, 0.5, 0.95), "samples = 0, allowed are 1 or more");
        refused(() -> Quantiles.lowerRank(1, 0, 0.95), "q = 0.0, allowed are above 0 and below 1");
        refused(() -> Quantiles.lowerRank(1, 0.5, 1), "confidence = 1.0, allowed are 0.5 to below 1");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
