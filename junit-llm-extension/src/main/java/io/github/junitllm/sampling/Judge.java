package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Gives a parameter of the type {@link io.github.junitllm.judge.LlmJudge} a judge. Its calls run through the recorder in lanes of their
 * own, so that they replay offline, count as calls of judges in budgets, and are no evidence for the answer.
 *
 * <p>A rubric is a Markdown file: a head in YAML between two lines of {@code ---}, and below it what a good answer is. The head has
 * {@code model} ({@code upstream/model}) and, as wanted, {@code temperature} (default 0), {@code votes} (default 1), and one of
 * {@code scale} ({@code {low: 1, high: 5}}), {@code labels} or {@code criteria}; without these the judge says yes or no.
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface Judge {

    /** Return the rubric: a class-path resource beside the test class, in {@code judges/}, or from the root. */
    String value();

    /** Return what the verdicts of a judge that nobody has compared with people are worth. */
    Uncalibrated uncalibrated() default Uncalibrated.ADVISORY;

    /** What an uncalibrated judge may do. */
    enum Uncalibrated {
        /** It is asked, and what it says is told; no sample fails by it. */
        ADVISORY,
        /** Its verdicts count as if they were right, and reports say so. */
        COUNTED
    }
}
