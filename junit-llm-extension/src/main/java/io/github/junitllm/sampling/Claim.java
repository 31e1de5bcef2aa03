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
 * A claim about the cases that carry a tag, beside {@link LlmEval}. Repeatable: attacks and benign look-alikes, slices, or the
 * costly direction each get a gate of their own, and the eval passes only when all of them do. The sampling is that of
 * {@code @LlmEval}; what its {@code passRate} claims holds for all cases besides.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Claims.class)
@API(status = EXPERIMENTAL, since = "0.1")
public @interface Claim {

    /** The tag of the cases that the claim speaks of; at least one case must have it. */
    String tag();

    /** Pass rate to be shown, above 0 and below 1. */
    double passRate();

    /** Confidence of each bound alone, 0.5 to below 1 (default 0.95). */
    double confidence() default 0.95;

    /** How far below {@code passRate} the true rate may be shown to lie and still PASS, from 0 (default). */
    double tolerance() default 0;
}
