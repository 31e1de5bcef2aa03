package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Runs an {@link LlmEval} over several set-ups (models, prompts, retrieval) on the same cases, and compares every other one
 * with the first, which is the reference. The method takes its set-up as a parameter: a {@link Variant}, or a constant of the
 * enum {@link #of()}.
 *
 * <p>The verdict is that of the mean difference of the pass rates over the cases, candidate minus reference, by the stabilised
 * paired bound; of several candidates the worst. A rate that {@link LlmEval} claims must hold for every variant. All samples
 * are taken. Recordings stand in a folder per variant.
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Variants {

    /** Return the names of the set-ups, two or more, the reference first. Empty with {@link #of()}. */
    String[] value() default {};

    /** Return an enum whose constants are the set-ups, the reference first. */
    Class<? extends Enum<?>> of() default None.class;

    /**
     * Return the mean drop of the pass rate that is still good enough for a candidate, above 0 and below 1. PASS when the lower
     * bound of the difference exceeds {@code -margin}; FAIL when the one-sided sign flip by case has a p-value of at most 1 -
     * {@link #confidence()}; else INCONCLUSIVE. Not with {@link #betterBy()}.
     */
    double margin() default 0.10;

    /**
     * Return the gain of the pass rate that a candidate must show, 0 to below 1; -1, the default, asks for none. PASS when the
     * lower bound of the difference exceeds it, FAIL when the upper bound is below it, else INCONCLUSIVE.
     */
    double betterBy() default -1;

    /** Return the confidence of each bound alone, from 0.5 to below 1. */
    double confidence() default 0.95;

    /** Stands for no enum. */
    enum None {}
}
