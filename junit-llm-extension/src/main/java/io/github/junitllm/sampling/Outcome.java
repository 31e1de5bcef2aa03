package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** How one sample ended. PASSED, FAILED and UNSURE speak of the answer; all others are errors and are never scored. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Outcome {
    /** Every assertion held. */
    PASSED,
    /** An assertion did not hold. */
    FAILED,
    /** An assertion could not say whether it holds: counts as wrong for PASS, and as right for FAIL. */
    UNSURE,
    /** An assertion did not hold on an answer that a token limit had cut. */
    TRUNCATED,
    /** An assertion did not hold on an answer without text and tool call. */
    EMPTY,
    /** An assertion did not hold, and the wire says that the model or a filter refused. */
    REFUSED,
    /** The sample took longer than its timeout. */
    TIMED_OUT,
    /** The provider, the network or the recorder failed. */
    INFRA_ERROR,
    /** The judge failed. */
    JUDGE_ERROR,
    /** There is no recording for a call. */
    RECORDING_MISSING,
    /** A budget was spent. */
    BUDGET_EXCEEDED,
    /** The sample did not run, or gave up on an assumption of its own. */
    SKIPPED,
    /** The code under test or the test itself broke: an exception that is no assertion, or a sample that checked nothing. */
    DEFECT;

    /** Tells whether the sample counts in the pass rate. */
    public boolean isScored() {
        return this == PASSED || this == FAILED || this == UNSURE;
    }

    /** Whether a share of such errors can be tolerated: the test is sound, and the answer is missing. */
    boolean isTolerable() {
        return switch (this) {
            case TRUNCATED, EMPTY, REFUSED, TIMED_OUT, INFRA_ERROR, JUDGE_ERROR -> true;
            default -> false;
        };
    }
}
