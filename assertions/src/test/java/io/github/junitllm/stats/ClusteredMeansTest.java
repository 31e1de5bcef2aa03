package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ClusteredMeansTest {

    // 0.7 three times is not 2.1 in binary fractions; the error must be 0 all the same.
    @Test
    void clusters_that_are_alike_have_no_error() {
        List<List<Double>> clusters = List.of(List.of(0.7, 0.7, 0.7), List.of(0.7));
        ClusteredMean mean = ClusteredMeans.mean(clusters);
        assertThat(mean.clusterError()).hasValue(0);
        assertThat(mean.naiveError()).hasValue(0);
        assertThat(ClusteredMeans.designEffect(clusters, 0.95).icc()).isEmpty();
        assertThat(ClusteredMeans.kornGraubard(clusters, 0.95))
                .isEqualTo(new ClusteredRate(0.7, OptionalDouble.of(0), Optional.empty()));
    }

    @Test
    void a_single_observation_has_a_mean_and_nothing_else() {
        OptionalDouble none = OptionalDouble.empty();
        List<List<Double>> clusters = List.of(List.of(1.0));
        assertThat(ClusteredMeans.mean(clusters)).isEqualTo(new ClusteredMean(1, 1, 1, 1, none, none, none, none));
        assertThat(ClusteredMeans.designEffect(clusters, 0.95))
                .isEqualTo(new DesignEffect(none, none, 1, none, none, Optional.empty()));
        assertThat(ClusteredMeans.kornGraubard(clusters, 0.95)).isEqualTo(new ClusteredRate(1, none, Optional.empty()));
    }

    // By hand: mean 0.4; residuals 2 * (1 - 0.4) and 3 * (0 - 0.4), so the variance is 2 * 1.44 / 25.
    @Test
    void errors_of_two_clusters() {
        ClusteredMean mean = ClusteredMeans.mean(List.of(List.of(1.0, 1.0), List.of(0.0, 0.0, 0.0)));
        assertThat(mean.clusters()).isEqualTo(2);
        assertThat(mean.observations()).isEqualTo(5);
        assertThat(mean.microMean()).isEqualTo(0.4);
        assertThat(mean.macroMean()).isEqualTo(0.5);
        assertThat(mean.clusterErrorUncorrected().orElseThrow()).isCloseTo(Math.sqrt(0.1152), within(1e-15));
        assertThat(mean.clusterError().orElseThrow()).isCloseTo(Math.sqrt(0.2304), within(1e-15));
        assertThat(mean.naiveError().orElseThrow()).isCloseTo(Math.sqrt(1.2 / 4 / 5), within(1e-15));
        assertThat(mean.macroError().orElseThrow()).isCloseTo(0.5, within(1e-15));
    }

    // Every cluster has one pass of two: the correlation is as low as it can be, -1, and counts as 0.
    @Test
    void clusters_more_alike_than_chance_do_not_add_observations() {
        DesignEffect effect = ClusteredMeans.designEffect(List.of(List.of(1.0, 0.0), List.of(0.0, 1.0)), 0.95);
        assertThat(effect.icc()).hasValue(-1);
        assertThat(effect.designEffect()).hasValue(1);
        assertThat(effect.effectiveTrials()).hasValue(4);
        assertThat(effect.bounds()).isPresent();
    }

    @Test
    void clusters_of_one_have_no_correlation() {
        DesignEffect effect = ClusteredMeans.designEffect(List.of(List.of(1.0), List.of(0.0)), 0.95);
        assertThat(effect.icc()).isEmpty();
        assertThat(effect.typicalSize()).hasValue(1);
    }

    @Test
    void arguments_out_of_range_are_refused_by_name() {
        List<List<Double>> clusters = List.of(List.of(1.0, 0.0), List.of(1.0));
        assertThatThrownBy(() -> ClusteredMeans.mean(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no clusters, expected 1 or more");
        assertThatThrownBy(() -> ClusteredMeans.mean(List.of(List.of(1.0), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cluster 2 has no observations, expected 1 or more");
        assertThatThrownBy(() -> ClusteredMeans.mean(List.of(List.of(Double.POSITIVE_INFINITY))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("observation = Infinity, allowed are finite numbers");
        assertThatThrownBy(() -> ClusteredMeans.designEffect(List.of(List.of(1.5)), 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("observation = 1.5, allowed are 0 to 1");
        assertThatThrownBy(() -> ClusteredMeans.kornGraubard(List.of(List.of(-0.5)), 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("observation = -0.5, allowed are 0 to 1");
        assertThatThrownBy(() -> ClusteredMeans.designEffect(clusters, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("confidence = 1.0, allowed are 0.5 to below 1");
        for (double confidence : new double[] {0.5, 1, Double.NaN}) {
            assertThatThrownBy(() -> ClusteredMeans.kornGraubard(clusters, confidence))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("confidence = " + confidence + ", allowed are above 0.5 and below 1");
        }
    }
}
