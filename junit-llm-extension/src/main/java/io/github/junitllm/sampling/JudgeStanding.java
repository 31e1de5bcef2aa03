package io.github.junitllm.sampling;

import io.github.junitllm.judge.CalibratedJudge;
import io.github.junitllm.judge.Rubric;
import io.github.junitllm.stats.RateVerdict;
import java.util.Optional;

/**
 * What a judge's word is worth.
 *
 * @param words in a few words
 * @param measured how it did, when that holds for this rubric, model, prompt and labels
 * @param required what evals may require of it by its calibration; empty without one
 * @param file of the calibration, as messages name it; empty without one
 */
record JudgeStanding(String words, Optional<CalibratedJudge> measured, String required, String file) {

    static final JudgeStanding UNCALIBRATED = new JudgeStanding("uncalibrated", Optional.empty(), "", "");

    /** Reads the result of the calibration and asks whether it still holds. */
    static JudgeStanding of(Rubric rubric, DeclaredCalibration declared) {
        String file = ProjectLayout.shown(declared.file());
        Optional<CalibrationFile> kept = CalibrationFile.read(declared.file());
        if (kept.isEmpty()) {
            return uncalibrated("uncalibrated: there is no " + file
                    + ", which its @JudgeCalibration test writes with -Djunit.llm.calibration=update");
        }
        CalibrationFile result = kept.get();
        if (!result.rubricHash().equals(rubric.hash())) {
            return uncalibrated("uncalibrated again: rubric, model or prompt is another one than on " + result.on());
        }
        if (!result.labelsHash().equals(declared.labelsHash())) {
            return uncalibrated(
                    "uncalibrated again: %s changed since %s".formatted(declared.labelsName(), result.on()));
        }
        CalibratedJudge judge = new CalibratedJudge(result.labels(), declared.bars());
        return new JudgeStanding(
                "%s %s, evidence %s"
                        .formatted(
                                judge.verdict() == RateVerdict.PASS ? "calibrated" : "measured",
                                result.on(),
                                result.evidence()),
                Optional.of(judge),
                declared.rule().required(),
                file);
    }

    private static JudgeStanding uncalibrated(String words) {
        return new JudgeStanding(words, Optional.empty(), "", "");
    }

    /** Whether its verdicts fail samples because people say so. */
    boolean gates() {
        return measured.filter(judge -> judge.verdict() == RateVerdict.PASS).isPresent();
    }
}
