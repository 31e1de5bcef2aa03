package io.github.junitllm.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.dataset.TextResource;
import io.github.junitllm.exchange.Sha256;
import io.github.junitllm.judge.CalibrationRule;
import io.github.junitllm.judge.JudgeBars;
import io.github.junitllm.judge.LabelFile;
import io.github.junitllm.judge.LabelledAnswer;
import java.nio.file.Path;
import java.util.List;

/**
 * What the head of a rubric says of its calibration.
 *
 * @param rule what counts as a pass
 * @param bars what the judge must reach
 * @param labels the labelled answers
 * @param labelsName their file
 * @param labelsHash of their text
 * @param file where the result is kept, beside the rubric
 */
record DeclaredCalibration(
        CalibrationRule rule,
        JudgeBars bars,
        List<LabelledAnswer> labels,
        String labelsName,
        String labelsHash,
        Path file) {

    private static final int HASH_DIGITS = 16;

    static DeclaredCalibration of(
            CalibrationRule rule, JudgeBars bars, TextResource labels, String rubricPlace, Path folder) {
        return new DeclaredCalibration(
                rule,
                bars,
                LabelFile.read(labels.name(), labels.text(), rule),
                labels.name(),
                Sha256.hex(labels.text().getBytes(UTF_8)).substring(0, HASH_DIGITS),
                folder.resolve(rubricPlace.replaceFirst("\\.md$", "") + ".calibration.json"));
    }
}
