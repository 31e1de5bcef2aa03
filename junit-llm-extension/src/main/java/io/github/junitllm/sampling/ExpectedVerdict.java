package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Says that an eval is known to end in another verdict than PASS, and why. That verdict is then shown as expected; any
 * other one, PASS included, is red.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@API(status = EXPERIMENTAL, since = "0.1")
public @interface ExpectedVerdict {

    /** The verdict: FAIL, INCONCLUSIVE or ERROR. */
    Verdict value();

    /** Why, in words for the report; must not be blank. */
    String reason();
}
