package io.github.junitllm.baseline;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.Serial;
import org.apiguardian.api.API;

/** A baseline cannot be read or written; the message names the file, the place in it, and what was expected. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class BaselineException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    BaselineException(String message) {
        super(message);
    }

    BaselineException(String message, Throwable cause) {
        super(message, cause);
    }
}
