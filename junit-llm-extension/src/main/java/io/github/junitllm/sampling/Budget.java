package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * What the calls of an eval to providers may spend, on a class what those of all its evals may spend together. A call must
 * fit into the budget of its test, of its class and of the run ({@code junit.llm.budget.usd} and the like); one that does
 * not is never sent, and its sample ends as BUDGET_EXCEEDED. Replayed calls cost nothing.
 *
 * <p>Wrong values are an error before the first call. A setting for the test, for example {@code
 * junit.llm.budget.usd.RefundTest#answers}, takes the place of its annotation.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@API(status = EXPERIMENTAL, since = "0.1")
public @interface Budget {

    /**
     * Most USD, above 0 and up to 1,000,000; 0 (default) leaves it unset. Every model that is called then needs a price: see
     * {@code junit.llm.prices}.
     */
    double usd() default 0;

    /** Most input and output tokens together, from 1; 0 (default) leaves it unset. */
    long tokens() default 0;

    /** Most calls to providers, retries included, from 1; 0 (default) leaves it unset. */
    long calls() default 0;

    /** Time after which no further call begins, for example {@code "PT5M"} for 5 minutes; empty (default) leaves it unset. */
    String time() default "";
}
