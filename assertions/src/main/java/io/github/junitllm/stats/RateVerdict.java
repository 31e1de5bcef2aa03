package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** What the samples say about a claim. Too few samples are INCONCLUSIVE, never PASS. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum RateVerdict {
    /** The rate is shown to be at least the claimed one, less the tolerance. */
    PASS,
    /** The rate is shown to be below the claimed one, and PASS is not shown. */
    FAIL,
    /** Neither is shown. */
    INCONCLUSIVE
}
