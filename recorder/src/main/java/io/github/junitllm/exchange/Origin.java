package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** Where a recorded response came from. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Origin {
    /** A provider answered it to our recorder. */
    RECORDED,
    /** A real answer that somebody else recorded; the source says who. */
    IMPORTED,
    /** A scripted stand-in answered it. */
    SIMULATED
}
