package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Says that an eval is red for the time being, why, and until when. While that lasts, FAIL and INCONCLUSIVE do not break the
 * build; they are listed in every report. PASS is red, so that the annotation goes when it is no longer needed, and so is
 * everything after the last day. An ERROR is never excused.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@API(status = EXPERIMENTAL, since = "0.1")
public @interface KnownRed {

    /** Why, in words for the report; must not be blank. */
    String reason();

    /** The last day, in UTC, as {@code 2027-01-31}; at most a year ahead. */
    String until();

    /** Whether the eval passes now and then (default false): then PASS is green too. */
    boolean flaky() default false;
}
