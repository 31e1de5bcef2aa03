package io.github.junitllm.upkeep;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.Serial;
import org.apiguardian.api.API;

/** A command cannot do what it was asked; the message says why and what to do. */
@API(status = INTERNAL, since = "0.1")
public final class UpkeepException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    UpkeepException(String message) {
        super(message);
    }
}
