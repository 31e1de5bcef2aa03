package io.github.junitllm.budget;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** What a call is made for. Both count against a limit; what they cost is told apart. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Purpose {
    /** A call of the application under test. */
    SAMPLE,
    /** A call that scores an answer. */
    JUDGE
}
