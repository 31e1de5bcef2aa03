package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.junitllm.stats.Agreement.Scale;
import io.github.junitllm.stats.Agreement.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementTest {

    @ParameterizedTest
    @EnumSource(Weights.class)
    void full_agreement_on_several_categories_is_one_without_error(Weights weights) {
        int[][] table = {{7, 0, 0}, {0, 11, 0}, {0, 0, 13}};
        assertThat(Agreement.cohenKappa(table, weights)).contains(new Estimate(1, 0));
        assertThat(Agreement.gwetAc1(table).orElseThrow().value()).isCloseTo(1, within(1e-15));
        assertThat(Agreement.gwetAc1(table).orElseThrow().standardError()).isCloseTo(0, within(1e-12));
        assertThat(Agreement.observed(table)).hasValue(1);
    }

    // By hand: observed 4/5, by chance 13/25, so kappa = 7/12.
    @Test
    void kappa_of_a_small_table() {
        assertThat(Agreement.cohenKappa(new int[][] {{3, 1}, {1, 5}}, Weights.NONE)
                        .orElseThrow()
                        .value())
                .isCloseTo(7.0 / 12, within(1e-15));
    }

    // By hand: distances 2 (two items) of an expected 0.4 * 0.6 * 2 ways: linear 1 - 0.8 / 0.96, quadratic the same.
    @Test
    void a_category_between_that_nobody_used_counts_in_the_weights_only() {
        int[][] table = {{2, 0, 2}, {0, 0, 0}, {2, 0, 4}};
        assertThat(kappa(table, Weights.LINEAR)).isCloseTo(1 - 0.8 / 0.96, within(1e-15));
        assertThat(kappa(table, Weights.QUADRATIC)).isCloseTo(1 - 1.6 / 1.92, within(1e-15));
        assertThat(kappa(table, Weights.NONE)).isCloseTo(1 - 0.4 / 0.48, within(1e-15));
        int[][] near = {{2, 2, 0}, {2, 0, 2}, {0, 0, 2}};
        assertThat(kappa(near, Weights.LINEAR)).isNotCloseTo(kappa(near, Weights.QUADRATIC), within(0.01));
        assertThat(kappa(near, Weights.LINEAR)).isNotCloseTo(kappa(near, Weights.NONE), within(0.01));
    }

    private static double kappa(int[][] table, Weights weights) {
        return Agreement.cohenKappa(table, weights).orElseThrow().value();
    }

    @Test
    void one_category_leaves_kappa_undefined_but_not_ac1() {
        int[][] table = {{30, 0}, {0, 0}};
        assertThat(Agreement.cohenKappa(table, Weights.NONE)).isEmpty();
        assertThat(Agreement.cohenKappa(table, Weights.QUADRATIC)).isEmpty();
        assertThat(Agreement.gwetAc1(table)).contains(new Estimate(1, 0));
    }

    @Test
    void a_table_of_a_single_category_says_nothing_beyond_agreement() {
        int[][] table = {{5}};
        assertThat(Agreement.cohenKappa(table, Weights.LINEAR)).isEmpty();
        assertThat(Agreement.gwetAc1(table)).isEmpty();
        assertThat(Agreement.observed(table)).hasValue(1);
    }

    @Test
    void an_empty_table_is_undefined() {
        for (int[][] table : new int[][][] {{}, {{0}}, {{0, 0}, {0, 0}}}) {
            assertThat(Agreement.cohenKappa(table, Weights.NONE)).isEmpty();
            assertThat(Agreement.gwetAc1(table)).isEmpty();
            assertThat(Agreement.observed(table)).isEmpty();
        }
    }

    @Test
    void a_table_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> Agreement.observed(new int[][] {{1, 2}, {3}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 2 of the table has 1 columns, expected 2 as there are rows");
        assertThatThrownBy(() -> Agreement.gwetAc1(new int[][] {{1, 2}, {3, -1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a count of row 2 = -1, allowed are 0 or more");
    }

    // By hand: pairs agreeing 2/3, by chance 5/9, so kappa = (2/3 - 5/9) / (4/9) = 1/4.
    @Test
    void kappa_of_several_raters() {
        int[][] counts = {{3, 0}, {1, 2}, {0, 3}, {2, 1}};
        assertThat(Agreement.fleissKappa(counts).orElseThrow()).isCloseTo(1 - (1 - 2.0 / 3) / (1 - 0.5), within(1e-15));
        assertThat(Agreement.fleissKappa(new int[][] {{3, 0}, {1, 2}}).orElseThrow())
                .isCloseTo(1 - (1 - 2.0 / 3) / (1 - 5.0 / 9), within(1e-15));
    }

    @Test
    void kappa_of_one_rater_or_of_one_category_or_of_nothing_is_undefined() {
        assertThat(Agreement.fleissKappa(new int[][] {{1, 0}, {0, 1}})).isEmpty();
        assertThat(Agreement.fleissKappa(new int[][] {{4, 0}, {4, 0}})).isEmpty();
        assertThat(Agreement.fleissKappa(new int[][] {{0, 0}})).isEmpty();
        assertThat(Agreement.fleissKappa(new int[][] {})).isEmpty();
    }

    @Test
    void counts_of_several_raters_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> Agreement.fleissKappa(new int[][] {{2, 0}, {1, 2}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 2 has 3 ratings, row 1 has 2: expected as many raters for every item");
        assertThatThrownBy(() -> Agreement.fleissKappa(new int[][] {{2, 0}, {2}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 2 has 1 categories, row 1 has 2");
        assertThatThrownBy(() -> Agreement.fleissKappa(new int[][] {{2, 0}, {3, -1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a count of row 2 = -1, allowed are 0 or more");
    }

    // By hand: 6 ratings, one pair apart within: 5 * 1 / (3 * 3) of the pairs, so alpha = 4/9.
    @Test
    void items_with_a_single_rating_say_nothing() {
        List<List<Double>> items =
                List.of(List.of(1.0, 1.0), List.of(2.0, 2.0), List.of(1.0, 2.0), List.of(9.0), List.of());
        assertThat(Agreement.krippendorffAlpha(items, Scale.NOMINAL).orElseThrow())
                .isCloseTo(4.0 / 9, within(1e-15));
        assertThat(Agreement.krippendorffAlpha(items, Scale.INTERVAL).orElseThrow())
                .isCloseTo(4.0 / 9, within(1e-15));
        assertThat(Agreement.krippendorffAlpha(items, Scale.ORDINAL).orElseThrow())
                .isCloseTo(4.0 / 9, within(1e-15));
    }

    @Test
    void alpha_without_pairs_or_without_variation_is_undefined() {
        assertThat(Agreement.krippendorffAlpha(List.of(), Scale.NOMINAL)).isEmpty();
        assertThat(Agreement.krippendorffAlpha(List.of(List.of(1.0), List.of(2.0)), Scale.ORDINAL))
                .isEmpty();
        assertThat(Agreement.krippendorffAlpha(List.of(List.of(0.0, -0.0)), Scale.NOMINAL))
                .isEmpty();
    }

    @Test
    void a_rating_that_is_no_number_is_refused() {
        assertThatThrownBy(() -> Agreement.krippendorffAlpha(List.of(List.of(1.0, Double.NaN)), Scale.NOMINAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rating = NaN, allowed are finite numbers");
    }
}
