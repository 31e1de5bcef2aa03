package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.match.RequestNormaliser;
import io.github.junitllm.server.Mode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * What the recorder does for an eval, or for all evals of a class: its mode, and which recording answers which request.
 * What a method and its class say of parts to ignore and of headers adds up; of the rest the method wins.
 */
@API(status = EXPERIMENTAL, since = "0.1")
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface Recorder {

    /**
     * The mode of these evals, at most one; none means what the run says, by default replay. {@code junit.llm.mode} and the
     * environment variable {@code JUNIT_LLM_MODE} win over it. Where the environment variable {@code CI} is set, a mode that
     * calls providers does not hold: CI never records unless it is told.
     */
    Mode[] mode() default {};

    /**
     * Parts of request bodies that do not count when requests are compared, as JSON Pointers; {@code *} stands for any one
     * member or element, for example {@code /messages/*}{@code /content}.
     */
    String[] ignore() default {};

    /** Request headers that count when requests are compared, for example {@code openai-beta}; they are stored. */
    String[] headers() default {};

    /** Rewrites requests before they are compared, at most one; it needs a constructor without parameters. */
    Class<? extends RequestNormaliser>[] normaliser() default {};

    /**
     * Whether an error of the provider's making (401, 403, 408, 429, 5xx) is recorded like an answer, so that it comes again
     * in replay; by default the next try is the same call, and only its answer is kept.
     */
    boolean keepErrors() default false;

    /** Age in days above which a recording answers nothing any more, 0 (the default) for none. */
    int maxAgeDays() default 0;
}
