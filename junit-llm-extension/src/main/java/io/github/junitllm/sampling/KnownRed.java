package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Says that an eval is red for now, or flaky, and until when that is borne. A verdict of FAIL or INCONCLUSIVE then breaks no build and
 * is listed in every report. It turns red when the eval passes, so that the annotation goes, and when the date is over, so that nobody
 * forgets. An ERROR is never excused. What is to stay so is an {@link ExpectedVerdict}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@API(status = EXPERIMENTAL, since = "0.1")
public @interface KnownRed {

    /** Why, and who mends it, in words for the report; must not be blank. */
    String reason();

    /** The last day on which it is borne, as {@code 2027-01-31}; at most 366 days ahead. */
    String until();

    /** Whether it passes now and then (default false); PASS is then borne too, until the day is over. */
    boolean flaky() default false;
}
