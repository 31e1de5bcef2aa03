package io.github.junitllm.sampling;

import io.github.junitllm.dataset.FrontMatter;
import io.github.junitllm.judge.LlmJudge;
import io.github.junitllm.judge.Rubric;
import io.github.junitllm.judge.Rubric.Criterion;
import io.github.junitllm.judge.Rubric.Scale;
import io.github.junitllm.server.Upstreams;
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
 * @param counts whether its verdicts count though nobody has calibrated it
 */
record DeclaredJudge(int parameter, Rubric rubric, boolean counts) {

    /** The head of a rubric. */
    record RubricHead(
            String model,
            OptionalDouble temperature,
            OptionalInt votes,
            Optional<Range> scale,
            Optional<List<String>> labels,
            Optional<List<Criterion>> criteria) {}

    /** A scale of numbers. */
    record Range(int low, int high) {}

    /**
     * Reads all rubrics, so that a mistake costs no call.
     *
     * @throws ExtensionConfigurationException for every fault of a rubric
     */
    static List<DeclaredJudge> of(Class<?> testClass, Method test, Upstreams upstreams) {
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
                judges.add(new DeclaredJudge(
                        i,
                        rubric(testClass, label, judge.get().value(), upstreams),
                        judge.get().uncalibrated() == Judge.Uncalibrated.COUNTED));
            }
        }
        return List.copyOf(judges);
    }

    private static ExtensionConfigurationException refusal(String label, String what) {
        return new ExtensionConfigurationException(label + ": " + what);
    }

    private static Rubric rubric(Class<?> testClass, String label, String file, Upstreams upstreams) {
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
            upstreams.require(rubric.upstream());
            return rubric;
        } catch (IllegalArgumentException e) {
            throw refusal(label, read.name() + ": " + e.getMessage());
        }
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
