package io.github.junitllm.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.stats.JudgeLabels;
import io.github.junitllm.stats.RateVerdict;
import io.github.junitllm.stats.Tally;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Whether a judge may gate, and the words for one that may not. */
class CalibratedJudgeTest {

    private static final JudgeBars BARS = new JudgeBars(0.8, 0.8, OptionalDouble.empty());

    private static CalibratedJudge judge(int truePositives, int good, int trueNegatives, int bad) {
        return new CalibratedJudge(new JudgeLabels(truePositives, good, trueNegatives, bad), BARS);
    }

    @Test
    void the_sentence_of_an_unfit_judge_is_that_of_the_design() {
        assertThat(judge(99, 100, 8, 20).unfit(Optional.of(new Tally(92, 100))))
                .contains(
                        "judge unfit to gate: catches 8/20 bad (0.22..0.61), bar 0.80; pass rate raw 92.0 %, corrected 82.1 %");
    }

    @Test
    void a_judge_that_is_shown_to_reach_its_bars_may_gate() {
        assertThat(judge(25, 25, 24, 25).verdict()).isEqualTo(RateVerdict.PASS);
        assertThat(judge(25, 25, 24, 25).unfit(Optional.empty())).isEmpty();
        assertThat(judge(25, 25, 24, 25).words())
                .isEqualTo("passes 25/25 good (0.89..1.00), bar 0.80; catches 24/25 bad (0.82..1.00), bar 0.80");
    }

    @Test
    void too_few_labels_show_neither() {
        assertThat(judge(25, 25, 23, 25).verdict()).isEqualTo(RateVerdict.INCONCLUSIVE);
        assertThat(judge(25, 25, 23, 25).unfit(Optional.empty()))
                .contains("judge not shown fit to gate: catches 23/25 bad (0.77..0.99), bar 0.80");
    }

    @Test
    void low_bars_do_not_let_a_judge_like_chance_correct_anything() {
        CalibratedJudge chance =
                new CalibratedJudge(new JudgeLabels(26, 50, 27, 50), new JudgeBars(0.3, 0.3, OptionalDouble.empty()));

        assertThat(chance.verdict()).isEqualTo(RateVerdict.INCONCLUSIVE);
        assertThat(chance.unfit(Optional.of(new Tally(9, 10))))
                .contains(
                        "judge not shown fit to gate: sensitivity 0.52 + specificity 0.54 is not shown better than chance, so that no rate can be corrected; pass rate raw 90.0 %, corrected refused");
    }

    @Test
    void kappa_gates_where_it_is_asked_for() {
        JudgeLabels labels = new JudgeLabels(80, 100, 80, 100);

        assertThat(new CalibratedJudge(labels, new JudgeBars(0.6, 0.6, OptionalDouble.of(0.9))).verdict())
                .isEqualTo(RateVerdict.FAIL);
        assertThat(new CalibratedJudge(labels, new JudgeBars(0.6, 0.6, OptionalDouble.of(0.4))).verdict())
                .isEqualTo(RateVerdict.PASS);
        assertThat(new CalibratedJudge(labels, new JudgeBars(0.6, 0.6, OptionalDouble.of(0.9))).words())
                .endsWith("; kappa 0.60 (0.51..0.69), bar 0.90");
    }

    @Test
    void bars_out_of_range_are_refused() {
        assertThatThrownBy(() -> new JudgeBars(1, 0.8, OptionalDouble.empty()))
                .hasMessage("sensitivity = 1.0, allowed are above 0 and below 1; write for example 0.8");
    }
}
