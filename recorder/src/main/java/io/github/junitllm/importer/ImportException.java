package io.github.junitllm.importer;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.Serial;
import org.apiguardian.api.API;

/** Something cannot be imported; the message names the file, the line, the member, and what was expected. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ImportException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    ImportException(String message) {
        super(message);
    }

    ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
