package io.github.junitllm.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs one input after the other in a thread that it can give up on. Counts the thread's own processor time, since a
 * shared machine makes any wall clock slow. For one thread.
 */
final class Watch {

    private static final int GIVE_UP_SECONDS = 60;

    private final PrintStream err;
    private ExecutorService executor = executor();
    private volatile Thread thread = Thread.currentThread();

    Watch(PrintStream err) {
        this.err = err;
    }

    /**
     * How one input went.
     *
     * @param thrown what was thrown, if anything
     * @param cpuMillis processor time, in milliseconds
     */
    record Run(Optional<Throwable> thrown, double cpuMillis) {}

    Run run(Callable<?> input) {
        Future<Run> run = executor.submit(() -> {
            thread = Thread.currentThread();
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Optional<Throwable> thrown = thrown(input);
            long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            return new Run(thrown, (end - start) / 1e6);
        });
        try {
            return run.get(GIVE_UP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException hangs) {
            for (StackTraceElement frame : thread.getStackTrace()) {
                err.println("  hangs at " + frame);
            }
            executor.shutdownNow();
            executor = executor();
            return new Run(Optional.empty(), GIVE_UP_SECONDS * 1_000);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything counts, an exhausted stack and an exhausted heap too. */
    private static Optional<Throwable> thrown(Callable<?> input) {
        try {
            input.call();
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        }
    }

    void close() {
        executor.shutdownNow();
    }

    private static ExecutorService executor() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "fuzz");
            thread.setDaemon(true);
            return thread;
        });
    }
}
