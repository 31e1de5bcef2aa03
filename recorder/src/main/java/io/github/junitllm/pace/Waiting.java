package io.github.junitllm.pace;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;

/** How to wait; tests have a way of their own that takes no time. */
@FunctionalInterface
@API(status = EXPERIMENTAL, since = "0.1")
public interface Waiting {

    /** Waits as long as it takes. */
    Waiting REAL = (time, over) -> !over.await(time.toNanos(), TimeUnit.NANOSECONDS);

    /**
     * Waits, and tells whether the time passed: not when it is over before.
     *
     * @param over counts down when nobody waits any more
     */
    boolean await(Duration time, CountDownLatch over) throws InterruptedException;
}
