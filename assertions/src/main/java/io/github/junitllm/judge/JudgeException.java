package io.github.junitllm.judge;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.Serial;
import org.apiguardian.api.API;

/** A judge that could not judge: an error of the test's own equipment, never a failed answer. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class JudgeException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Makes an exception. */
    public JudgeException(String message) {
        super(message);
    }

    /** Makes an exception with its cause. */
    public JudgeException(String message, Throwable cause) {
        super(message, cause);
    }
}
