package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SignFlipTest {

    /** Sums of whole steps, so that ties are ties. */
    private static double[] enumerated(int[] steps) {
        int observed = IntStream.of(steps).sum();
        int worse = 0;
        int changed = 0;
        for (int signs = 0; signs < 1 << steps.length; signs++) {
            int sum = 0;
            for (int i = 0; i < steps.length; i++) {
                sum += (signs >> i & 1) == 1 ? steps[i] : -steps[i];
            }
            worse += sum <= observed ? 1 : 0;
            changed += Math.abs(sum) >= Math.abs(observed) ? 1 : 0;
        }
        double patterns = 1 << steps.length;
        return new double[] {worse / patterns, changed / patterns};
    }

    private static SignFlip test(int[] steps, double unit) {
        return SignFlip.of(IntStream.of(steps).mapToObj(step -> step * unit).toList());
    }

    @Test
    void every_sign_pattern_is_counted_on_a_grid_and_off_it() {
        Random random = new Random(4);
        for (int run = 0; run < 60; run++) {
            int[] steps = random.ints(1 + run % 11, -3, 4).toArray();
            double[] wanted = enumerated(steps);
            for (double unit : new double[] {1 / 3.0, 0.1, 1, 1 / 7.0, Math.PI / 10, 1e-7 * Math.E}) {
                SignFlip test = test(steps, unit);
                assertThat(test.worse()).as("%s times %s", List.of(steps), unit).isCloseTo(wanted[0], within(1e-14));
                assertThat(test.changed()).isCloseTo(wanted[1], within(1e-14));
                assertThat(test.error()).isEmpty();
            }
        }
    }

    @Test
    void fifty_cases_of_three_samples_are_exact() {
        List<Double> differences = Collections.nCopies(50, -1 / 3.0);
        SignFlip test = SignFlip.of(differences);
        assertThat(test.worse()).isEqualTo(Math.pow(2, -50));
        assertThat(test.changed()).isEqualTo(Math.pow(2, -49));
        assertThat(test.error()).isEmpty();
    }

    @Test
    void differences_of_zero_say_nothing() {
        SignFlip zeros = SignFlip.of(List.of(0.0, 0.0));
        assertThat(zeros.worse()).isEqualTo(1);
        assertThat(zeros.changed()).isEqualTo(1);
        assertThat(SignFlip.of(List.of(0.0, -0.5, 0.0, -0.25))).isEqualTo(SignFlip.of(List.of(-0.5, -0.25)));
    }

    @Test
    void many_differences_off_the_grid_are_simulated_the_same_each_time() {
        List<Double> few = Collections.nCopies(SignFlip.MOST_OFF_GRID, -Math.PI);
        assertThat(SignFlip.of(few).worse()).isEqualTo(Math.pow(2, -40));
        // 41 of one size, 25 of them down: the sum is at most the observed one with P(at most 16 of 41 up).
        List<Double> many = Stream.concat(
                        Collections.nCopies(25, -Math.PI).stream(), Collections.nCopies(16, Math.PI).stream())
                .toList();
        SignFlip simulated = SignFlip.of(many);
        assertThat(simulated.error()).hasValueCloseTo(0.0008, within(0.00002));
        assertThat(simulated.worse()).isCloseTo(BinomialTail.atMost(16, 41, 0.5), within(0.003));
        assertThat(simulated.changed()).isCloseTo(2 * BinomialTail.atMost(16, 41, 0.5), within(0.003));
        assertThat(SignFlip.of(many)).isEqualTo(simulated);
        assertThat(SignFlip.of(Collections.nCopies(60, -Math.E)).worse()).isEqualTo(1 / 400_000.0);
    }

    @Test
    void wrong_arguments_are_named() {
        refused(() -> SignFlip.of(List.of()), "differences are empty: expected at least one");
        refused(() -> SignFlip.of(List.of(1.0, Double.NaN)), "a difference = NaN, allowed are finite numbers");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
