package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;

/**
 * Counts the assertions that a sample begins, in its own thread and those that it starts, so that a sample which checked nothing can be
 * told from one that did.
 */
@API(status = INTERNAL, since = "0.1")
public final class Checks {

    private static final InheritableThreadLocal<AtomicLong> BEGUN = new InheritableThreadLocal<>();

    private Checks() {}

    /** Starts a count of its own for this thread, and for the threads that it starts from now on. */
    public static AtomicLong start() {
        AtomicLong count = new AtomicLong();
        BEGUN.set(count);
        return count;
    }

    /** Counts one, where anybody counts. */
    public static void note() {
        AtomicLong count = BEGUN.get();
        if (count != null) {
            count.incrementAndGet();
        }
    }
}
