package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.Serial;
import org.apiguardian.api.API;

/**
 * A sample or an eval that ended in an error: an outage, a missing recording, a defect. No assertion failed, and nothing is
 * said about the answers. An {@link Error}, since JUnit hides the message of an exception that a closing store throws.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class EvalError extends Error {

    @Serial
    private static final long serialVersionUID = 1;

    EvalError(String message) {
        super(message);
    }
}
