package io.github.junitllm.pace;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One limit per minute, spread over tenths of a minute so that a burst stays small. Halved when the provider says that it
 * was too much, and raised by a tenth of the configured one for every minute without that. Not safe for several threads.
 */
final class Throttle {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int PARTS = 10;

    private final int most;
    private final LongSupplier nanoTime;
    private final RateLimiter limiter;
    private int now;
    private long changedAt;

    Throttle(String name, int perMinute, LongSupplier nanoTime) {
        // Fewer than ten a minute go out one by one.
        int parts = Math.min(PARTS, perMinute);
        this.most = perMinute / parts;
        this.now = most;
        this.nanoTime = nanoTime;
        this.changedAt = nanoTime.getAsLong();
        this.limiter = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitRefreshPeriod(Duration.ofNanos(MINUTE / parts))
                        .limitForPeriod(most)
                        // Who has to wait decides for himself how long is too long.
                        .timeoutDuration(Duration.ofDays(365))
                        .build(),
                nanoTime::getAsLong);
    }

    /** Takes so many, and returns how many nanoseconds to wait before using them. */
    long take(long permits) {
        recover();
        return Math.max(0, limiter.reservePermission((int) Math.max(1, Math.min(permits, Integer.MAX_VALUE / 4))));
    }

    void tooMuch() {
        change(Math.max(1, now / 2));
    }

    int perPart() {
        return now;
    }

    private void recover() {
        long minutes = (nanoTime.getAsLong() - changedAt) / MINUTE;
        if (now < most && minutes > 0) {
            change((int) Math.min(most, now + minutes * Math.max(1, most / PARTS)));
        }
    }

    private void change(int limit) {
        now = limit;
        changedAt = nanoTime.getAsLong();
        limiter.changeLimitForPeriod(limit);
    }
}
