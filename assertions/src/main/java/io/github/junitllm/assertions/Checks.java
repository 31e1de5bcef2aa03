package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** Counts the assertions of this thread, so that a test that checked nothing can be found out. */
@API(status = INTERNAL, since = "0.1")
public final class Checks {

    private static final ThreadLocal<long[]> COUNT = ThreadLocal.withInitial(() -> new long[1]);

    private Checks() {}

    /** Returns how many assertions this thread has started so far. */
    public static long count() {
        return COUNT.get()[0];
    }

    static void started() {
        COUNT.get()[0]++;
    }
}
