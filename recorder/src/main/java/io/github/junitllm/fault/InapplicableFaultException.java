package io.github.junitllm.fault;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.Serial;
import org.apiguardian.api.API;

/** The fault has no meaning for this answer; the message says why and what would do. */
@API(status = INTERNAL, since = "0.1")
public final class InapplicableFaultException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    InapplicableFaultException(String message) {
        super(message);
    }
}
