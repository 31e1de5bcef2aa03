package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often the two-sided 95 % interval of a corrected rate holds the true one, over 324 cells of sensitivity, specificity, labels, answers
 * and true rate, 4,000 seeded runs each: the standard error at 0.95 is 0.0034. Half of the labels are good answers. Below 0.93 is a fault.
 * In 74 cells, 61 of them at sensitivity 0.98, it is above 0.97: the interval is wider there than it need be. These counts are what was
 * seen with this seed, pinned so that a change is noticed; they are no bar that the method was held to.
 * One-sided bounds at 95 % miss in up to 0.07 of the runs, so that no gate rests on those: it rests on this interval.
 */
class JudgeCoverageTest {

    private static final int RUNS = 4_000;
    private static final double LEAST = 0.93;
    private static final double MOST_MISSED_ON_A_SIDE = 0.05 + 3 * 0.0034;
    private static final double OF_EACH_BOUND = 0.975;

    private static int binomial(SplittableRandom random, int trials, double rate) {
        int count = 0;
        for (int i = 0; i < trials; i++) {
            count += random.nextDouble() < rate ? 1 : 0;
        }
        return count;
    }

    @ParameterizedTest
    @CsvSource({"0.7, 7", "0.84, 6", "0.98, 61"})
    void the_interval_covers_the_truth(double sensitivity, int cellsAboveNinetySeven) {
        SplittableRandom random = new SplittableRandom(20_261_125);
        int cells = 0;
        int wide = 0;
        for (double specificity : new double[] {0.7, 0.84, 0.98}) {
            for (int labels : new int[] {50, 100, 200}) {
                for (int answers : new int[] {50, 200, 500}) {
                    for (double truth : new double[] {0.5, 0.8, 0.9, 0.95}) {
                        cells++;
                        wide += covers(random, sensitivity, specificity, labels, answers, truth) > 0.97 ? 1 : 0;
                    }
                }
            }
        }
        assertThat(wide).as("cells above 0.97 of %d", cells).isEqualTo(cellsAboveNinetySeven);
    }

    private static double covers(
            SplittableRandom random, double sensitivity, double specificity, int labels, int answers, double truth) {
        int half = labels / 2;
        double passes = sensitivity * truth + (1 - specificity) * (1 - truth);
        int known = 0;
        int tooHigh = 0;
        int tooLow = 0;
        for (int run = 0; run < RUNS; run++) {
            Optional<Bounds> bounds = JudgeCorrection.bounds(
                    new Tally(binomial(random, answers, passes), answers),
                    new JudgeLabels(
                            binomial(random, half, sensitivity), half, binomial(random, half, specificity), half),
                    OF_EACH_BOUND);
            if (bounds.isPresent()) {
                known++;
                tooHigh += bounds.get().lower() > truth ? 1 : 0;
                tooLow += bounds.get().upper() < truth ? 1 : 0;
            }
        }
        String cell = "sensitivity %s, specificity %s, %d labels, %d answers, truth %s"
                .formatted(sensitivity, specificity, labels, answers, truth);
        double coverage = 1 - (double) (tooHigh + tooLow) / known;
        assertThat(coverage).as(cell).isGreaterThanOrEqualTo(LEAST);
        assertThat((double) tooHigh / known).as("false PASS: " + cell).isLessThanOrEqualTo(MOST_MISSED_ON_A_SIDE);
        assertThat((double) tooLow / known).as("false FAIL: " + cell).isLessThanOrEqualTo(MOST_MISSED_ON_A_SIDE);
        return coverage;
    }
}
