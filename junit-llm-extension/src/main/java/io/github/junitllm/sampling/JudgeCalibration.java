package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of a judge: it judges answers that people have labelled, and is red unless it is shown to reach the {@code sensitivity},
 * {@code specificity} and {@code kappa} that the head of its rubric asks for. The method needs no body. Calls are recorded and replayed
 * as those of an eval. With {@code junit.llm.calibration = update} the counts are written beside the rubric, for evals to go by.
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@ExtendWith(CalibrationExtension.class)
public @interface JudgeCalibration {

    /** Return the rubric, as {@link Judge#value} names it; its head names the {@code calibration} file. */
    String value();
}
