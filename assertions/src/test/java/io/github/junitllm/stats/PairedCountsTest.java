package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PairedCountsTest {

    // Without pairs that differ, Tango's bound solves n d / (1 - d) = z^2: d = z^2 / (n + z^2).
    @Test
    void tango_bounds_without_a_difference() {
        double square = Math.pow(CriticalValues.normal(0.95), 2);
        DifferenceBounds bounds = new PairedCounts(0, 0, 20).tango(0.95);
        assertThat(bounds.upper()).isCloseTo(square / (20 + square), within(1e-12));
        assertThat(bounds.lower()).isCloseTo(-square / (20 + square), within(1e-12));
    }

    @Test
    void swapping_the_two_swaps_the_bounds() {
        DifferenceBounds one = new PairedCounts(9, 3, 44).tango(0.95);
        DifferenceBounds other = new PairedCounts(3, 9, 44).tango(0.95);
        assertThat(one.lower()).isCloseTo(-other.upper(), within(1e-12));
        assertThat(one.upper()).isCloseTo(-other.lower(), within(1e-12));
    }

    @Test
    void bounds_end_at_one() {
        assertThat(new PairedCounts(0, 20, 20).tango(0.95).upper()).isEqualTo(1);
        assertThat(new PairedCounts(20, 0, 20).tango(0.95).lower()).isEqualTo(-1);
        assertThat(new PairedCounts(0, 20, 20).bonettPrice(0.99).upper()).isEqualTo(1);
        assertThat(new PairedCounts(2, 0, 2).stabilised(0.99).orElseThrow().lower())
                .isEqualTo(-1);
    }

    @Test
    void at_even_chance_the_bounds_meet_at_the_estimate() {
        PairedCounts counts = new PairedCounts(5, 2, 30);
        assertThat(counts.difference()).isEqualTo(-0.1);
        assertThat(counts.bonettPrice(0.5)).isEqualTo(new DifferenceBounds(-3.0 / 32, -3.0 / 32));
        assertThat(counts.tango(0.5).lower()).isCloseTo(-0.1, within(1e-12));
        assertThat(counts.tango(0.5).upper()).isCloseTo(-0.1, within(1e-12));
    }

    @Test
    void a_single_pair_has_no_stabilised_bounds() {
        assertThat(new PairedCounts(1, 0, 1).stabilised(0.95)).isEmpty();
        assertThat(new PairedCounts(1, 0, 2).stabilised(0.95)).isPresent();
    }

    @Test
    void arguments_out_of_range_are_refused_by_name() {
        refused(() -> new PairedCounts(-1, 0, 5), "baselineOnly = -1, allowed are 0 or more");
        refused(() -> new PairedCounts(0, -1, 5), "candidateOnly = -1, allowed are 0 or more");
        refused(() -> new PairedCounts(0, 0, 0), "pairs = 0, allowed are 1 or more");
        refused(
                () -> new PairedCounts(4, 2, 5),
                "baselineOnly = 4 and candidateOnly = 2, allowed are 5 or fewer together");
        PairedCounts counts = new PairedCounts(3, 2, 5);
        refused(() -> counts.tango(0.4), "confidence = 0.4, allowed are 0.5 to below 1");
        refused(() -> counts.bonettPrice(0.4), "confidence = 0.4, allowed are 0.5 to below 1");
        refused(() -> counts.stabilised(0.4), "confidence = 0.4, allowed are 0.5 to below 1");
        refused(() -> new DifferenceBounds(-1.1, 0), "bounds -1.1..0.0 are not within -1..1");
        refused(() -> new DifferenceBounds(0, 1.1), "bounds 0.0..1.1 are not within -1..1");
        refused(() -> new DifferenceBounds(0.2, 0.1), "bounds 0.2..0.1 are not within -1..1");
        assertThat(new DifferenceBounds(-1, 1)).isEqualTo(new DifferenceBounds(-1, 1));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
