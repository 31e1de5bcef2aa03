package io.github.junitllm.json;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Runs what recurses with the depth of an answer, with the stack that the deepest answer read needs. */
final class DeepStack {

    /** Measured: the validator needs about 2 kB a level; address space only, pages are taken when touched. */
    private static final long BYTES = 256L << 20;

    private DeepStack() {}

    static <T> T call(Callable<T> work) {
        return call(work, () -> new IllegalArgumentException("schema: refers to itself without end"));
    }

    static <T> T call(Callable<T> work, Supplier<RuntimeException> stillTooDeep) {
        try {
            return work.call();
        } catch (StackOverflowError e) {
            return again(work, stillTooDeep);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T again(Callable<T> work, Supplier<RuntimeException> stillTooDeep) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "junit-llm-json-schema", BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while checking a schema", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StackOverflowError) {
                throw stillTooDeep.get();
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
