package io.github.junitllm.stats.vectors;

import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.CorrectedRate;
import io.github.junitllm.stats.JudgeCorrection;
import io.github.junitllm.stats.JudgeLabels;
import io.github.junitllm.stats.PredictionPowered;
import io.github.junitllm.stats.Tally;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Judges that err. */
final class JudgeVectors {

    private JudgeVectors() {}

    static Map<String, VectorCheck> checks() {
        return Map.of(
                "judge_corrected_rate", JudgeVectors::corrected,
                "rogan_gladen_delta", JudgeVectors::delta,
                "sensitivity_specificity", JudgeVectors::quality,
                "ppi_mean", JudgeVectors::predictionPowered);
    }

    private static void corrected(Input in, Expected out) {
        out.agrees("estimate", JudgeCorrection.estimate(judged(in), labels(in)));
        bounds("", JudgeCorrection.bounds(judged(in), labels(in), in.real("one_sided_confidence")), out);
    }

    private static void delta(Input in, Expected out) {
        Optional<CorrectedRate> rate = JudgeCorrection.delta(judged(in), labels(in), in.real("confidence"));
        out.agreesIfThere("estimate_unclipped", Optionals.real(rate, CorrectedRate::unclipped));
        out.agrees("estimate", Optionals.real(rate, CorrectedRate::estimate));
        out.agrees("standard_error", Optionals.real(rate, CorrectedRate::standardError));
        bounds("", rate.map(CorrectedRate::interval), out);
    }

    private static void quality(Input in, Expected out) {
        int passed = in.whole("true_positives");
        int failed = in.whole("true_negatives");
        JudgeLabels labels = new JudgeLabels(
                passed, passed + in.whole("false_negatives"), failed, failed + in.whole("false_positives"));
        double confidence = in.real("confidence");
        out.agrees("sensitivity", labels.sensitivity());
        bounds("sensitivity_", labels.sensitivityInterval(confidence), out);
        out.agrees("specificity", labels.specificity());
        bounds("specificity_", labels.specificityInterval(confidence), out);
        out.agrees("youden_j", labels.youdenJ());
    }

    private static void predictionPowered(Input in, Expected out) {
        Optional<PredictionPowered> mean = PredictionPowered.mean(
                Optionals.list(in.reals("judge_unlabelled")),
                Optionals.list(in.reals("judge_labelled")),
                Optionals.list(in.reals("human")));
        out.agrees("lambda", Optionals.real(mean, PredictionPowered::lambda));
        out.agrees("estimate", Optionals.real(mean, PredictionPowered::estimate));
        out.agrees("standard_error", mean.map(PredictionPowered::standardError).orElseGet(OptionalDouble::empty));
    }

    private static void bounds(String prefix, Optional<Bounds> got, Expected out) {
        out.agrees(prefix + "lower", Optionals.real(got, Bounds::lower));
        out.agrees(prefix + "upper", Optionals.real(got, Bounds::upper));
    }

    private static Tally judged(Input in) {
        return new Tally(in.whole("judge_passes"), in.whole("trials"));
    }

    private static JudgeLabels labels(Input in) {
        return new JudgeLabels(
                in.whole("true_positives"),
                in.whole("human_passes"),
                in.whole("true_negatives"),
                in.whole("human_fails"));
    }
}
