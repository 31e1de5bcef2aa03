package io.github.junitllm.cassette;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.Serial;
import org.apiguardian.api.API;

/** A cassette cannot be read or written; the message names the file, the line where there is one, and what to do. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class CassetteException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    CassetteException(String message) {
        super(message);
    }

    CassetteException(String message, Throwable cause) {
        super(message, cause);
    }
}
