package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.fault.FaultKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * A fault that calls of each sample meet, to test how the application copes: {@code @Fault(RATE_LIMITED)} answers the first
 * call with 429. On a class it holds for all its evals. Of several faults for one call the one on the method counts, then
 * the one written first.
 *
 * <p>Every HTTP request is a call, so a retry is the next call. An application that does not survive the fault FAILS; a
 * fault that no call has met is an error, since the test then checked nothing. Wrong or contradictory values are an error
 * before the first call.
 */
@Documented
@Inherited
@Repeatable(Fault.Several.class)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@API(status = EXPERIMENTAL, since = "0.1")
public @interface Fault {

    /** What goes wrong. */
    FaultKind value();

    /**
     * Number of the call that meets the fault, from 1, counted over the calls that {@code upstream} and {@code path} let
     * through; 0 (default) leaves it unset: the first call, unless {@code rate} is written.
     */
    int call() default 0;

    /**
     * Share of the calls that meet the fault, above 0 and up to 1 (every call); 0 (default) leaves it unset. Not together
     * with {@code call}.
     */
    double rate() default 0;

    /** Decides which calls a {@code rate} below 1 strikes (default 0): by case, sample and request, not by order or time. */
    long seed() default 0;

    /**
     * What {@code Retry-After} says, 1 to 86,400 seconds; 0 (default) leaves it unset: 1 second with RATE_LIMITED, no header
     * with the others. Only with RATE_LIMITED, SERVER_ERROR, UNAVAILABLE and OVERLOADED.
     */
    int retryAfterSeconds() default 0;

    /**
     * Longest time that the client has to wait, 1 to 600,000 milliseconds; 0 (default) leaves it unset: 30,000. Only with
     * TIMEOUT, SLOW_FIRST_TOKEN and STALL.
     */
    int delayMillis() default 0;

    /** Only calls of this upstream meet the fault, for example {@code openai}; empty (default) is all. */
    String upstream() default "";

    /** Only calls whose path contains this text meet the fault, for example {@code /embeddings}; empty (default) is all. */
    String path() default "";

    /** Several faults; the compiler writes it. */
    @Documented
    @Inherited
    @Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {

        /** The faults. */
        Fault[] value();
    }
}
