package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** What an answer proves, the strongest kind first. A verdict always names it. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Evidence {
    /** The provider was called in this run. */
    LIVE,
    /** A recording of ours was replayed. */
    REPLAYED,
    /** A real answer recorded by somebody else was replayed. */
    IMPORTED,
    /** A scripted answer: it proves the wiring, nothing about a model. */
    SIMULATED
}
