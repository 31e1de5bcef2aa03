package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** What becomes of a verdict that the samples cannot decide. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Inconclusive {
    /** The test fails. */
    FAIL,
    /**
     * The test is shown as aborted: neither red nor green in an IDE; Maven's Surefire does not count it, so that the build goes
     * on. Under parallel execution it is red.
     */
    ABORT,
    /** The test passes; its verdict still says INCONCLUSIVE. */
    PASS
}
