package io.github.junitllm.budget;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.Serial;
import org.apiguardian.api.API;

/** A budget does not let a call go out. The message names the budget, what is spent and reserved, and what the call can cost. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class BudgetException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final boolean fitsLater;

    /** Makes it with a message for people. */
    public BudgetException(String message) {
        this(message, false);
    }

    BudgetException(String message, boolean fitsLater) {
        super(message);
        this.fitsLater = fitsLater;
    }

    /** Tells whether the call would have fitted, were nothing reserved for others that are under way. */
    public boolean fitsLater() {
        return fitsLater;
    }
}
