package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.Serial;
import org.apiguardian.api.API;

/**
 * An assertion that cannot say whether it holds. In an eval the sample then counts as wrong where a rate is to be shown, and as
 * right where it is to be refuted, and its share is told; anywhere else it is a failed assertion.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class UnsureError extends AssertionError {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Makes an error.
     *
     * @param message what could not be told, and what would tell it
     */
    public UnsureError(String message) {
        super(message);
    }
}
