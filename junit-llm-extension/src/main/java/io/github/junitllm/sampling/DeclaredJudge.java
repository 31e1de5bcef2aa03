package io.github.junitllm.sampling;

import io.github.junitllm.dataset.FrontMatter;
import io.github.junitllm.dataset.TextResource;
import io.github.junitllm.judge.CalibrationRule;
import io.github.junitllm.judge.JudgeBars;
import io.github.junitllm.judge.LlmJudge;
import io.github.junitllm.judge.Rubric;
import io.github.junitllm.judge.Rubric.Criterion;
import io.github.junitllm.judge.Rubric.Scale;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A judge that a parameter of an eval asks for.
 *
 * @param parameter index of the parameter
 * @param rubric what it judges by
 * @param counts whether its verdicts count while nobody has calibrated it
 * @param standing what its word is worth
 */
record DeclaredJudge(int parameter, Rubric rubric, boolean counts, JudgeStanding standing) {

    /** A rubric with what its head says of its calibration. */
    record Read(Rubric rubric, Optional<DeclaredCalibration> calibration) {}

    /** The head of a rubric. */
    record RubricHead(
            String model,
            OptionalDouble temperature,
            OptionalInt votes,
            Optional<Range> scale,
            Optional<List<String>> labels,
            Optional<List<Criterion>> criteria,
            Optional<String> calibration,
            OptionalDouble sensitivity,
            OptionalDouble specificity,
            OptionalDouble kappa,
            OptionalInt passAt) {}

    /** A scale of numbers. */
    record Range(int low, int high) {}

    /**
     * Reads all rubrics, so that a mistake costs no call.
     *
     * @throws ExtensionConfigurationException for every fault of a rubric
     */
    static List<DeclaredJudge> of(Class<?> testClass, Method test, Settings settings) {
        List<DeclaredJudge> judges = new ArrayList<>();
        for (int i = 0; i < test.getParameterCount(); i++) {
            Parameter parameter = test.getParameters()[i];
            Optional<Judge> judge = AnnotationSupport.findAnnotation(parameter, Judge.class);
            String label = "@Judge on " + Plan.label(test);
            boolean isJudge = parameter.getType() == LlmJudge.class;
            if (isJudge && judge.isEmpty()) {
                throw refusal(
                        label,
                        "a parameter is an LlmJudge without a rubric; write for example @Judge(\"polite.md\") LlmJudge judge");
            }
            if (judge.isPresent() && !isJudge) {
                throw refusal(
                        label,
                        "it stands before a %s; the parameter must be an LlmJudge"
                                .formatted(parameter.getType().getSimpleName()));
            }
            if (judge.isPresent()) {
                Read read = read(testClass, label, judge.get().value(), settings);
                JudgeStanding standing = read.calibration()
                        .map(declared -> JudgeStanding.of(read.rubric(), declared))
                        .orElse(JudgeStanding.UNCALIBRATED);
                boolean counts = judge.get().uncalibrated() == Judge.Uncalibrated.COUNTED
                        && standing.measured().isEmpty();
                judges.add(new DeclaredJudge(i, read.rubric(), counts, standing));
            }
        }
        return List.copyOf(judges);
    }

    private static ExtensionConfigurationException refusal(String label, String what) {
        return new ExtensionConfigurationException(label + ": " + what);
    }

    /** Reads a rubric and its labelled answers. */
    static Read read(Class<?> testClass, String label, String file, Settings settings) {
        FrontMatter<RubricHead> read = FrontMatter.read(testClass, label, "judges", file, RubricHead.class);
        try {
            RubricHead head = read.head();
            Rubric rubric = new Rubric(
                    file.substring(file.lastIndexOf('/') + 1),
                    head.model(),
                    head.temperature().orElse(0),
                    head.votes().orElse(1),
                    scale(head),
                    read.text());
            settings.upstreams().require(rubric.upstream());
            return new Read(rubric, calibration(testClass, label, read, rubric, settings));
        } catch (IllegalArgumentException e) {
            throw refusal(label, read.name() + ": " + e.getMessage());
        }
    }

    private static Optional<DeclaredCalibration> calibration(
            Class<?> testClass, String label, FrontMatter<RubricHead> read, Rubric rubric, Settings settings) {
        RubricHead head = read.head();
        if (head.calibration().isEmpty()) {
            if (head.sensitivity().isPresent()
                    || head.specificity().isPresent()
                    || head.kappa().isPresent()
                    || head.passAt().isPresent()) {
                throw new IllegalArgumentException(
                        "sensitivity, specificity, kappa and passAt say nothing without labelled answers; write for example calibration: polite.labels.jsonl");
            }
            return Optional.empty();
        }
        if (head.sensitivity().isEmpty() || head.specificity().isEmpty()) {
            throw new IllegalArgumentException(
                    "a calibration needs sensitivity and specificity, which it is to reach; write for example sensitivity: 0.8, specificity: 0.8");
        }
        return Optional.of(DeclaredCalibration.of(
                new CalibrationRule(rubric, head.passAt()),
                new JudgeBars(
                        head.sensitivity().getAsDouble(), head.specificity().getAsDouble(), head.kappa()),
                TextResource.read(testClass, label, "judges", head.calibration().get()),
                read.name(),
                settings.calibrations()));
    }

    private static Scale scale(RubricHead head) {
        List<Scale> scales = new ArrayList<>();
        head.scale().ifPresent(range -> scales.add(new Scale.Score(range.low(), range.high())));
        head.labels().ifPresent(labels -> scales.add(new Scale.Category(labels)));
        head.criteria().ifPresent(criteria -> scales.add(new Scale.Checklist(criteria)));
        if (scales.size() > 1) {
            throw new IllegalArgumentException(
                    "scale, labels and criteria contradict each other: a judge answers in one way; write one of them, or none for yes and no");
        }
        return scales.isEmpty() ? new Scale.YesNo() : scales.get(0);
    }
}
