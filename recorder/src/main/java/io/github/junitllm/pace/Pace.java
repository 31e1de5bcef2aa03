package io.github.junitllm.pace;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/** The pace of calls to one provider with one key. Safe for use by several threads. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Pace {

    private final LongSupplier nanoTime;
    private final Optional<Throttle> requests;
    private final Optional<Throttle> tokens;
    private long notBefore;

    Pace(String name, RateLimit limit, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.notBefore = nanoTime.getAsLong();
        this.requests = limit.requestsPerMinute().stream()
                .mapToObj(most -> new Throttle(name + " requests", most, nanoTime))
                .findFirst();
        this.tokens = limit.tokensPerMinute().stream()
                .mapToObj(most -> new Throttle(name + " tokens", most, nanoTime))
                .findFirst();
    }

    /** Tells whether tokens are limited, so that they have to be counted. */
    public boolean limitsTokens() {
        return tokens.isPresent();
    }

    /** Takes the room for a call, and returns how long to wait before sending it. */
    public synchronized Duration take(long callTokens) {
        long wait = Math.max(0, notBefore - nanoTime.getAsLong());
        wait = Math.max(wait, requests.map(throttle -> throttle.take(1)).orElse(0L));
        return Duration.ofNanos(
                Math.max(wait, tokens.map(throttle -> throttle.take(callTokens)).orElse(0L)));
    }

    /** The provider says that it was too much (429): half the pace, and nothing before the time that it asks for. */
    public synchronized void tooMuch(Optional<Duration> asked) {
        requests.ifPresent(Throttle::tooMuch);
        tokens.ifPresent(Throttle::tooMuch);
        asked.filter(time -> time.compareTo(Retries.LONGEST) <= 0)
                .ifPresent(time -> notBefore = Math.max(notBefore, nanoTime.getAsLong() + time.toNanos()));
    }
}
