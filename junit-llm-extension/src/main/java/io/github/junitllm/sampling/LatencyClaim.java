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
 * A claim about the time that the calls of a sample take on the wire, beside {@link LlmEval}. Repeatable, once per percentile.
 * PASS when the one-sided upper bound of the percentile is at most {@code atMostMillis}, FAIL when the lower one exceeds it, else
 * INCONCLUSIVE. The bounds are samples of a rank that the binomial distribution tells (Conover 1999), and hold for any
 * distribution; they speak of these cases. All samples run.
 *
 * <p>The time of a sample is the sum over its calls, from the request to the last byte, without waits between retries. A replay
 * has the times of the recording, and says so. Simulated answers, injected faults, streams that were broken off and imports
 * have no time that says anything of a model: such samples count as too slow for PASS, and as fast for FAIL.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(LatencyClaim.Several.class)
@API(status = EXPERIMENTAL, since = "0.1")
public @interface LatencyClaim {

    /** The percentile as a share of the samples, above 0 and below 1 (default 0.95). */
    double percentile() default 0.95;

    /** Time that the percentile may take at most, 1 millisecond or more. */
    int atMostMillis();

    /** Confidence of each bound alone, 0.5 to below 1 (default 0.95). */
    double confidence() default 0.95;

    /** Several claims; the compiler writes it. */
    @Documented
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {

        /** The claims. */
        LatencyClaim[] value();
    }
}
