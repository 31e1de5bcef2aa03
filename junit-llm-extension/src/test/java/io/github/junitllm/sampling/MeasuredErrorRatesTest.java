package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.stats.RateVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often claims of something measured are wrong where what is claimed just holds: at most 0.05. The standard error of 2,000 runs at
 * 0.05 is 0.0049; the bar is three of them above.
 */
class MeasuredErrorRatesTest {

    private static final int RUNS = 2_000;
    private static final double BAR = 0.05 + 3 * 0.0049;

    /** Scores between 0 and 1, with their mean. */
    private enum Shape {
        /** All or nothing. */
        BINARY(0.9),
        /** Nearly always good, and now and then nothing: a spread that small samples do not show. */
        RARE(0.92 * 0.95),
        /** Grades from 1 to 5. */
        GRADES(0.6 + 0.3 * 0.75 + 0.1 * 0.25),
        /** Any number. */
        UNIFORM(0.5),
        /** Mostly poor. */
        LOW(0.1 * 0.5);

        private final double mean;

        Shape(double mean) {
            this.mean = mean;
        }

        double draw(Random random) {
            double u = random.nextDouble();
            return switch (this) {
                case BINARY -> u < 0.9 ? 1 : 0;
                case RARE -> u < 0.92 ? 0.95 : 0;
                case GRADES -> u < 0.6 ? 1 : u < 0.9 ? 0.75 : 0.25;
                case UNIFORM -> u;
                case LOW -> u < 0.1 ? 0.5 : 0;
            };
        }
    }

    private static SampleResult sample(int number, Map<String, Double> scores, double millis) {
        return new SampleResult(
                "late",
                number,
                Outcome.PASSED,
                "",
                List.of(),
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                new Measured(scores, OptionalDouble.of(millis), Optional.empty(), List.of()));
    }

    private static double share(List<RateVerdict> verdicts, RateVerdict verdict) {
        return (double) verdicts.stream().filter(verdict::equals).count() / verdicts.size();
    }

    @ParameterizedTest
    @CsvSource({
        "BINARY, 30",
        "RARE, 10",
        "RARE, 20",
        "RARE, 50",
        "GRADES, 10",
        "GRADES, 40",
        "UNIFORM, 10",
        "UNIFORM, 60",
        "LOW, 30"
    })
    void of_a_mean(Shape shape, int samples) {
        MeanOfScores claim = new MeanOfScores("s", shape.mean, 0, 1, 0.95, false);
        Random random = new Random(20_261_125 + samples);
        List<RateVerdict> verdicts = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            List<SampleResult> results = new ArrayList<>();
            for (int number = 1; number <= samples; number++) {
                results.add(sample(number, Map.of("s", shape.draw(random)), 1));
            }
            verdicts.add(claim.judge(results).verdict());
        }

        assertThat(share(verdicts, RateVerdict.PASS)).as("false PASS").isLessThanOrEqualTo(BAR);
        assertThat(share(verdicts, RateVerdict.FAIL)).as("false FAIL").isLessThanOrEqualTo(BAR);
    }

    @ParameterizedTest
    @CsvSource({"0.95, 1.644854, 59", "0.95, 1.644854, 100", "0.5, 0, 20", "0.9, 1.281552, 200"})
    void of_a_percentile(double percentile, double ofTheNormal, int samples) {
        // Log-normal times, as latencies are, with the percentile at 1,000 ms.
        LatencyQuantile claim = new LatencyQuantile(percentile, 1_000, 0.95);
        Random random = new Random(20_261_125 + samples);
        List<RateVerdict> verdicts = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            List<SampleResult> results = new ArrayList<>();
            for (int number = 1; number <= samples; number++) {
                results.add(sample(number, Map.of(), 1_000 * Math.exp(random.nextGaussian() - ofTheNormal)));
            }
            verdicts.add(claim.judge(results).verdict());
        }

        assertThat(share(verdicts, RateVerdict.PASS)).as("false PASS").isLessThanOrEqualTo(BAR);
        assertThat(share(verdicts, RateVerdict.FAIL)).as("false FAIL").isLessThanOrEqualTo(BAR);
        assertThat(share(verdicts, RateVerdict.INCONCLUSIVE)).isGreaterThan(0.8);
    }
}
