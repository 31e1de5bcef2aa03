package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The lane of the sample that runs on a thread. Adapters read it to name the lane in the calls of a client that several
 * samples share. Threads that the application starts do not inherit it, since a pool's thread would keep the lane of the
 * sample that happened to start it: it is handed on by context propagation or not at all.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class CurrentLane {

    /** Request header that names the lane of a call. */
    public static final String HEADER = "junit-llm-lane";

    private static final ThreadLocal<String> ID = new ThreadLocal<>();

    private CurrentLane() {}

    /** Returns the id of this thread's lane, empty when the thread belongs to none. */
    public static Optional<String> id() {
        return Optional.ofNullable(ID.get());
    }

    /** Says that this thread works for the lane of this id, until {@link #clear} or another call. */
    public static void set(String id) {
        ID.set(id);
    }

    /** Says that this thread works for no lane. */
    public static void clear() {
        ID.remove();
    }
}
