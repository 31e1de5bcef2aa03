package io.github.junitllm.grounding;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** What can be said of a claim. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum ClaimStatus {
    /** The passages say so. */
    SUPPORTED,
    /** The passages speak of it and say otherwise. */
    CONTRADICTED,
    /** The passages do not say so. */
    UNSUPPORTED,
    /** It cannot be told. */
    UNSURE
}
