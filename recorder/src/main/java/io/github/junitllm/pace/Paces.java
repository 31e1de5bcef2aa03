package io.github.junitllm.pace;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/** The paces of all providers and keys of a JVM. Safe for use by several threads. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Paces {

    private static final Paces SHARED = new Paces(System::nanoTime);

    private final Map<Id, Pace> byId = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    private record Id(String upstream, int key, RateLimit limit) {}

    /** Makes some of their own, for tests. */
    public Paces(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns those of this JVM. */
    public static Paces shared() {
        return SHARED;
    }

    /**
     * Returns the pace of an upstream for a key.
     *
     * @param key hash of the key; the key itself is not kept
     */
    public Pace of(String upstream, int key, RateLimit limit) {
        return byId.computeIfAbsent(new Id(upstream, key, limit), id -> new Pace(upstream, limit, nanoTime));
    }
}
