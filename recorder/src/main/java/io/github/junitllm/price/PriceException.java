package io.github.junitllm.price;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.Serial;
import org.apiguardian.api.API;

/** A file of prices that cannot be read. The message names the file, the place as a JSON Pointer, and what is expected. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class PriceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    PriceException(String message) {
        super(message);
    }
}
