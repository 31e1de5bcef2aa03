package io.github.junitllm.pace;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apiguardian.api.API;

/**
 * How often a call that met an error of the provider's making is sent again, and after what time: half a second, doubled
 * each time up to 8 seconds, of which chance takes up to a half; or what the provider asks for, up to a minute.
 *
 * @param most retries of one call, 0 to 20
 * @param seed decides what chance takes
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Retries(int most, long seed) {

    /** Nothing is sent again. */
    public static final Retries NONE = new Retries(0, 0);

    /** The longest time that a provider may ask for; a call that would have to wait longer is not sent again. */
    public static final Duration LONGEST = Duration.ofMinutes(1);

    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 8_000;
    private static final int MOST = 20;

    /** Refuses what is out of range. */
    public Retries {
        if (most < 0 || most > MOST) {
            throw new IllegalArgumentException("%d retries: expected 0 to %d".formatted(most, MOST));
        }
    }

    /** Tells whether this answer is worth another try: 408, 429 and 5xx. A conflict (409) is an answer, and is recorded. */
    public static boolean isWorthwhile(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    /**
     * Returns how long to wait before the next try, empty when there is none.
     *
     * @param attempt the one that failed, from 1
     * @param asked what the provider asks for
     * @param call what tells calls apart, so that those that failed together are not sent together
     */
    public Optional<Duration> pause(int attempt, Optional<Duration> asked, String call) {
        if (attempt > most || asked.filter(time -> time.compareTo(LONGEST) > 0).isPresent()) {
            return Optional.empty();
        }
        long millis = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt - 1, MOST));
        double chance = new SplittableRandom(seed ^ (31L * call.hashCode() + attempt)).nextDouble();
        Duration backOff = Duration.ofNanos((long) (millis * 1e6 * (1 - chance / 2)));
        return Optional.of(asked.filter(time -> time.compareTo(backOff) > 0).orElse(backOff));
    }
}
