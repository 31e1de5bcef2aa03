package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JudgeCorrectionTest {

    private static final Tally JUDGED = new Tally(60, 100);

    // In binary fractions 0.7 + 0.3 - 1 and its like may come out above 0.
    @Test
    void a_judge_no_better_than_chance_corrects_nothing() {
        for (JudgeLabels labels : List.of(new JudgeLabels(7, 10, 3, 10), new JudgeLabels(1, 49, 48, 49))) {
            assertThat(labels.youdenJ()).hasValue(0);
            assertThat(JudgeCorrection.estimate(JUDGED, labels)).isEmpty();
            assertThat(JudgeCorrection.bounds(JUDGED, labels, 0.95)).isEmpty();
            assertThat(JudgeCorrection.delta(JUDGED, labels, 0.95)).isEmpty();
        }
    }

    // 1 of 1 and 200 of 1,000: better than chance, but with one right and one wrong more it is not.
    @Test
    void bounds_need_more_than_a_lucky_label() {
        JudgeLabels labels = new JudgeLabels(1, 1, 200, 1_000);
        assertThat(JudgeCorrection.estimate(new Tally(90, 100), labels).orElseThrow())
                .isCloseTo(0.5, within(1e-12));
        assertThat(JudgeCorrection.bounds(new Tally(90, 100), labels, 0.95)).isEmpty();
        assertThat(JudgeCorrection.bounds(JUDGED, new JudgeLabels(0, 1, 1_000, 1_000), 0.95))
                .isEmpty();
    }

    @Test
    void labels_of_one_kind_only_leave_all_undefined() {
        JudgeLabels noGood = new JudgeLabels(0, 0, 3, 3);
        assertThat(noGood.sensitivity()).isEmpty();
        assertThat(noGood.sensitivityInterval(0.95)).isEmpty();
        assertThat(noGood.specificity()).hasValue(1);
        assertThat(noGood.specificityInterval(0.95)).isPresent();
        assertThat(noGood.youdenJ()).isEmpty();
        JudgeLabels noBad = new JudgeLabels(3, 3, 0, 0);
        assertThat(noBad.specificity()).isEmpty();
        assertThat(noBad.specificityInterval(0.95)).isEmpty();
        assertThat(noBad.youdenJ()).isEmpty();
        assertThat(JudgeCorrection.estimate(JUDGED, noBad)).isEmpty();
        assertThat(JudgeCorrection.delta(JUDGED, noGood, 0.95)).isEmpty();
    }

    // A judge that never errs leaves the rate as it is, and its error that of a plain rate.
    @Test
    void a_perfect_judge_changes_nothing() {
        CorrectedRate rate = JudgeCorrection.delta(JUDGED, new JudgeLabels(30, 30, 20, 20), 0.95)
                .orElseThrow();
        assertThat(rate.unclipped()).isEqualTo(0.6);
        assertThat(rate.standardError()).isCloseTo(Math.sqrt(0.6 * 0.4 / 100), within(1e-15));
        assertThat(rate.interval().upper()).isCloseTo(0.6 + 1.959963984540054 * rate.standardError(), within(1e-12));
        assertThat(rate.interval().lower()).isCloseTo(0.6 - 1.959963984540054 * rate.standardError(), within(1e-12));
    }

    @Test
    void estimates_beyond_the_range_are_moved_into_it() {
        JudgeLabels labels = new JudgeLabels(45, 50, 40, 50);
        assertThat(JudgeCorrection.estimate(new Tally(0, 10), labels)).hasValue(0);
        assertThat(JudgeCorrection.estimate(new Tally(10, 10), labels)).hasValue(1);
        CorrectedRate rate =
                JudgeCorrection.delta(new Tally(10, 10), labels, 0.95).orElseThrow();
        assertThat(rate.unclipped()).isCloseTo(0.8 / 0.7, within(1e-12));
        assertThat(rate.estimate()).isEqualTo(1);
        assertThat(rate.interval().upper()).isEqualTo(1);
    }

    // Two scores each, human labels as the judge says them: lambda = 0.5 / ((1 + 2/2) * 1/3) = 3/4, the mean stays 1/2.
    @Test
    void a_judge_that_agrees_with_people_counts_as_far_as_its_sample_goes() {
        PredictionPowered mean = PredictionPowered.mean(List.of(0.0, 1.0), List.of(0.0, 1.0), List.of(0.0, 1.0))
                .orElseThrow();
        assertThat(mean.lambda()).isCloseTo(0.75, within(1e-15));
        assertThat(mean.estimate()).isCloseTo(0.5, within(1e-15));
        assertThat(mean.standardError().orElseThrow())
                .isCloseTo(Math.sqrt(0.5625 * 0.25 + 0.0625 * 0.25), within(1e-15));
    }

    @Test
    void a_judge_that_does_not_vary_or_contradicts_people_does_not_count() {
        List<Double> human = List.of(1.0, 0.0, 1.0);
        for (List<Double> judge : List.of(List.of(0.7, 0.7, 0.7), List.of(0.0, 1.0, 0.0))) {
            PredictionPowered mean =
                    PredictionPowered.mean(List.of(0.7, 0.7), judge, human).orElseThrow();
            assertThat(mean.lambda()).isZero();
            assertThat(mean.estimate()).isCloseTo(2.0 / 3, within(1e-15));
            assertThat(mean.standardError().orElseThrow()).isCloseTo(1.0 / 3, within(1e-15));
        }
    }

    // Labels far apart and a judge that moves little: 1 is as much as it counts.
    @Test
    void a_judge_counts_in_full_at_most() {
        assertThat(PredictionPowered.mean(List.of(0.4, 0.5, 0.6, 0.5), List.of(0.4, 0.6), List.of(0.0, 1.0))
                        .orElseThrow()
                        .lambda())
                .isEqualTo(1);
    }

    @Test
    void too_few_scores_leave_it_undefined() {
        assertThat(PredictionPowered.mean(List.of(1.0), List.of(1.0), List.of(1.0)))
                .isEmpty();
        assertThat(PredictionPowered.mean(List.of(), List.of(1.0, 0.0), List.of(1.0, 0.0)))
                .isEmpty();
        assertThat(PredictionPowered.mean(List.of(1.0), List.of(1.0, 0.0), List.of(1.0, 0.0))
                        .orElseThrow()
                        .standardError())
                .isEqualTo(OptionalDouble.empty());
    }

    @Test
    void arguments_out_of_range_are_refused_by_name() {
        JudgeLabels labels = new JudgeLabels(5, 5, 5, 5);
        refused(() -> new JudgeLabels(0, -1, 0, 0), "humanPasses = -1, allowed are 0 or more");
        refused(() -> new JudgeLabels(0, 0, 0, -1), "humanFails = -1, allowed are 0 or more");
        refused(() -> new JudgeLabels(2, 1, 0, 0), "truePositives = 2, allowed are 0 to 1");
        refused(() -> new JudgeLabels(0, 0, 2, 1), "trueNegatives = 2, allowed are 0 to 1");
        refused(() -> labels.sensitivityInterval(0), "confidence = 0.0, allowed are above 0 and below 1");
        refused(() -> labels.specificityInterval(1), "confidence = 1.0, allowed are above 0 and below 1");
        refused(() -> JudgeCorrection.delta(JUDGED, labels, 1), "confidence = 1.0, allowed are above 0 and below 1");
        refused(() -> JudgeCorrection.bounds(JUDGED, labels, 0.4), "confidence = 0.4, allowed are 0.5 to below 1");
        refused(
                () -> PredictionPowered.mean(List.of(1.0), List.of(1.0), List.of(1.0, 0.0)),
                "1 scores of labelled answers, 2 labels: expected pairs");
        refused(
                () -> PredictionPowered.mean(List.of(Double.NaN), List.of(1.0), List.of(1.0)),
                "unlabelled = NaN, allowed are finite numbers");
        refused(
                () -> PredictionPowered.mean(List.of(1.0), List.of(Double.NaN), List.of(1.0)),
                "labelled = NaN, allowed are finite numbers");
        refused(
                () -> PredictionPowered.mean(List.of(1.0), List.of(1.0), List.of(Double.NaN)),
                "human = NaN, allowed are finite numbers");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
