package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * A claim about the mean of a score that every sample reports through {@link Scores}, beside {@link LlmEval}. Repeatable: the
 * eval passes only when all its claims do. PASS when the one-sided lower bound of the mean reaches {@code atLeast}, FAIL when the
 * upper one is at or below it, else INCONCLUSIVE.
 *
 * <p>The bounds hold for any distribution between {@code low} and {@code high}: they are those of Clopper and Pearson at as many
 * samples, with the score as a share of the scale. With {@code generalise} of {@code @LlmEval} they speak of cases like these.
 * All samples run, since each counts in a mean.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(MeanClaim.Several.class)
@API(status = EXPERIMENTAL, since = "0.1")
public @interface MeanClaim {

    /** Name of the score, as given to {@link Scores#add}. */
    String value();

    /** Mean to be shown, above {@code low} and below {@code high}, in the unit of the score. */
    double atLeast();

    /** Least score that there can be (default 0). */
    double low() default 0;

    /** Greatest score that there can be (default 1). */
    double high() default 1;

    /** Confidence of each bound alone, 0.5 to below 1 (default 0.95). */
    double confidence() default 0.95;

    /** Several claims; the compiler writes it. */
    @Documented
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {

        /** The claims. */
        MeanClaim[] value();
    }
}
