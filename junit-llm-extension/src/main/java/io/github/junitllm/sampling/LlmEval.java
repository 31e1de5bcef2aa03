package io.github.junitllm.sampling;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that samples a language model: the method runs once per golden and sample, and a verdict over all samples decides.
 * Needs {@link io.github.junitllm.dataset.Golden} beside it.
 *
 * <p>How much is claimed grows with what is written: nothing (every case once, each must pass), {@code samples} (so often
 * each, all must pass), {@code minPasses} (k of n per case), {@code passRate} (a claim about the rate, decided by exact
 * one-sided bounds of Clopper and Pearson 1934), {@code maxTotalSamples} (the same claim, with a look after every sample), {@link
 * Claim} (a claim per tag), {@code noWorseThan} (a comparison with a committed baseline). Samples that can no longer change the verdict are left out. Wrong or contradictory values are an
 * error before the first call.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@Tag("llm")
@ExtendWith(LlmEvalExtension.class)
public @interface LlmEval {

    /** Number of samples per case, 1 to 10,000 (default 1). Each costs the calls that one run of the method makes. */
    int samples() default 1;

    /**
     * Most samples over all cases, from the number of cases to 10,000; 0 (default) leaves it unset. In the place of {@code
     * samples}, for a claim about the rate: the verdict is looked at after every sample and stands as soon as it is shown, by
     * exact binomial error spending (Kim and DeMets 1987; a share (n / most)^2 by sample n), so that {@code confidence} holds
     * although the run may stop at any sample. Every case has its turn before a PASS.
     */
    int maxTotalSamples() default 0;

    /**
     * Number of samples per case that must pass, 1 to {@code samples}; 0 (default) leaves it unset. A plain gate: the
     * report says what it lets through. Not together with {@code passRate}.
     */
    int minPasses() default 0;

    /**
     * Pass rate to be shown over all samples, above 0 and below 1; 1 (default) leaves it unset, and every sample must
     * pass. PASS when the lower bound reaches {@code passRate - tolerance}, FAIL when the upper bound stays at or below
     * {@code passRate}, else INCONCLUSIVE.
     */
    double passRate() default 1;

    /** Confidence of each bound alone, 0.5 to below 1 (default 0.95): 1 minus the chance of a false PASS at the border. */
    double confidence() default 0.95;

    /**
     * How far below {@code passRate} the true rate may be shown to lie and still PASS, from 0 (default) to below {@code
     * passRate}. More tolerance needs fewer samples.
     */
    double tolerance() default 0;

    /** Whether the claim must hold for every case by itself (default false: for all cases together). */
    boolean perCase() default false;

    /**
     * Whether the claim is to hold for cases like these, and not only for these (default false). Then cases are the sample:
     * bounds rest on the spread between them, and many cases are needed, whatever the samples of each.
     */
    boolean generalise() default false;

    /**
     * Whether samples that can no longer change the verdict are left out (default true). The verdict is the same without
     * them; write false to see all of them.
     */
    boolean stopEarly() default true;

    /**
     * Greatest share of samples that may end in an error that is not of the test's making (INFRA_ERROR, TIMED_OUT,
     * JUDGE_ERROR, TRUNCATED, EMPTY, REFUSED), 0 (default) to below 0.5. They are told and count for nothing; more of them
     * make the verdict ERROR. Only with a claim about the rate.
     */
    double maxErrorRate() default 0;

    /**
     * Name of the committed baseline with which the run is compared, case by case: letters, digits, dots, hyphens and
     * underscores; empty (default) leaves it unset. The file is {@code
     * src/test/resources/baselines/<class>/<method>/<name>.json}; {@code -Djunit.llm.baseline=update} writes it. Without {@code
     * passRate} or {@code minPasses} beside it, the comparison alone decides. All samples run, since each counts in a mean.
     */
    String noWorseThan() default "";

    /**
     * Mean drop of the pass rate over the cases of the baseline that is still good enough, above 0 and below 1 (default 0.10).
     * PASS when the stabilised one-sided lower bound of the mean difference exceeds {@code -margin}; FAIL when the one-sided
     * sign flip of the cases has p at most {@code 1 - confidence}; else INCONCLUSIVE. Only with {@code noWorseThan}.
     */
    double margin() default 0.10;

    /**
     * What becomes of a verdict that is INCONCLUSIVE for lack of samples (default FAIL). Only with a claim about the rate or
     * {@code noWorseThan}.
     */
    Inconclusive inconclusive() default Inconclusive.FAIL;
}
