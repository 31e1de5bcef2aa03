package io.github.junitllm.pace;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/** Reads how long a provider asks to wait. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class RetryAfter {

    private static final int LONGEST = 9;

    private RetryAfter() {}

    /**
     * Reads {@code retry-after-ms}, else {@code retry-after} in seconds or as a date; empty when there is neither.
     *
     * @param headers value of a header, by its name in lower case
     */
    public static Optional<Duration> read(Function<String, Optional<String>> headers, Instant now) {
        return headers.apply("retry-after-ms")
                .flatMap(millis -> number(millis, 1_000_000))
                .or(() -> headers.apply("retry-after")
                        .flatMap(text -> number(text, 1_000_000_000).or(() -> date(text, now))));
    }

    private static Optional<Duration> number(String text, long nanos) {
        String plain = text.strip();
        // Some providers send fractions.
        return plain.length() <= LONGEST && plain.matches("\\d+(\\.\\d+)?")
                ? Optional.of(Duration.ofNanos((long) (Double.parseDouble(plain) * nanos)))
                : Optional.empty();
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            Duration left = Duration.between(
                    now,
                    ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
