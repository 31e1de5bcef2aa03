package io.github.junitllm.time;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** What an answer is worth on a day. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Freshness {
    /** It states a value that holds. */
    FRESH,
    /** It states a value that once held, as if it still did. */
    STALE,
    /** It states a value that does not hold, or none, and says as of when it speaks. */
    HEDGED,
    /** It states a value that holds only later. */
    NOT_YET_VALID,
    /** It states no value of the facts. */
    WRONG
}
