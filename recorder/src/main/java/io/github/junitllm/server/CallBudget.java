package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/** How many calls to providers a run may make, over all its lanes. Safe for use by several threads. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class CallBudget {

    private final int most;
    private final AtomicInteger used = new AtomicInteger();

    private CallBudget(int most) {
        this.most = most;
    }

    /**
     * Makes a budget.
     *
     * @param most calls, from 0
     */
    public static CallBudget of(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("a budget of %d calls: expected 0 or more".formatted(most));
        }
        return new CallBudget(most);
    }

    /** Makes a budget that is never spent. */
    public static CallBudget unlimited() {
        return new CallBudget(Integer.MAX_VALUE);
    }

    /** Returns the number of calls it began with. */
    public int most() {
        return most;
    }

    /** Takes one call out, and tells whether there was one. */
    boolean spend() {
        return used.getAndUpdate(calls -> Math.min(calls + 1, most)) < most;
    }
}
