package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** What a sequential probability ratio test says so far. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum SprtDecision {
    /** The rate is the lower one. */
    ACCEPT_P0,
    /** The rate is the higher one. */
    ACCEPT_P1,
    /** Go on. */
    CONTINUE
}
