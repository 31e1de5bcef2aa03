package io.github.junitllm.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final AtomicLong nanos = new AtomicLong();
    private final Paces paces = new Paces(nanos::get);

    private Pace pace(int requests, int tokens) {
        return paces.of(
                "openai",
                1,
                new RateLimit(
                        requests == 0 ? OptionalInt.empty() : OptionalInt.of(requests),
                        tokens == 0 ? OptionalInt.empty() : OptionalInt.of(tokens)));
    }

    @Test
    void a_tenth_of_a_minute_takes_a_tenth_of_the_calls() {
        Pace pace = pace(60, 0);
        for (int call = 1; call <= 6; call++) {
            assertThat(pace.take(0)).isZero();
        }
        assertThat(pace.take(0)).isEqualTo(Duration.ofSeconds(6));
        for (int call = 8; call <= 12; call++) {
            assertThat(pace.take(0)).isEqualTo(Duration.ofSeconds(6));
        }
        assertThat(pace.take(0)).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void fewer_than_ten_a_minute_go_one_by_one() {
        Pace pace = pace(2, 0);
        assertThat(pace.take(0)).isZero();
        assertThat(pace.take(0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(pace.take(0)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void a_call_of_many_tokens_waits_for_as_many_tenths_as_it_needs() {
        Pace pace = pace(0, 1000);
        assertThat(pace.take(100)).isZero();
        assertThat(pace.take(250)).isEqualTo(Duration.ofSeconds(18));
        nanos.set(MINUTE.multipliedBy(5).toNanos());
        assertThat(pace.take(100)).isZero();
    }

    @Test
    void too_much_halves_the_pace_and_every_quiet_minute_brings_a_tenth_back() {
        Throttle throttle = new Throttle("t", 600, nanos::get);
        assertThat(throttle.perPart()).isEqualTo(60);
        throttle.tooMuch();
        assertThat(throttle.perPart()).isEqualTo(30);
        throttle.tooMuch();
        assertThat(throttle.perPart()).isEqualTo(15);
        nanos.addAndGet(MINUTE.toNanos());
        throttle.take(1);
        assertThat(throttle.perPart()).isEqualTo(21);
        nanos.addAndGet(MINUTE.multipliedBy(20).toNanos());
        throttle.take(1);
        assertThat(throttle.perPart()).isEqualTo(60);
        for (int again = 0; again < 10; again++) {
            throttle.tooMuch();
        }
        assertThat(throttle.perPart()).isEqualTo(1);
    }

    @Test
    void keys_and_upstreams_have_a_pace_of_their_own() {
        RateLimit one = new RateLimit(OptionalInt.of(1), OptionalInt.empty());
        assertThat(paces.of("openai", 1, one).take(0)).isZero();
        assertThat(paces.of("openai", 2, one).take(0)).isZero();
        assertThat(paces.of("mistral", 1, one).take(0)).isZero();
        assertThat(paces.of("openai", 1, one).take(0)).isEqualTo(MINUTE);
    }

    @Test
    void forks_share_a_limit() {
        assertThat(new RateLimit(OptionalInt.of(100), OptionalInt.of(2)).share(3))
                .isEqualTo(new RateLimit(OptionalInt.of(33), OptionalInt.of(1)));
    }

    @Test
    void chance_takes_up_to_a_half_and_the_same_chance_every_time() {
        Retries retries = new Retries(8, 1);
        for (int attempt = 1; attempt <= 8; attempt++) {
            long most = Math.min(8_000, 500L << (attempt - 1));
            Optional<Duration> pause = retries.pause(attempt, Optional.empty(), "a");
            assertThat(pause.orElseThrow()).isBetween(Duration.ofMillis(most / 2), Duration.ofMillis(most));
            assertThat(retries.pause(attempt, Optional.empty(), "a")).isEqualTo(pause);
            assertThat(retries.pause(attempt, Optional.empty(), "b")).isNotEqualTo(pause);
        }
        assertThat(retries.pause(9, Optional.empty(), "a")).isEmpty();
        assertThatThrownBy(() -> new Retries(21, 0)).hasMessage("21 retries: expected 0 to 20");
    }

    @Test
    void retry_after_is_read_in_all_its_forms() {
        Instant now = Instant.parse("2026-01-31T12:00:00Z");
        assertThat(read(Map.of("retry-after", "3"), now)).contains(Duration.ofSeconds(3));
        assertThat(read(Map.of("retry-after", "0.5"), now)).contains(Duration.ofMillis(500));
        assertThat(read(Map.of("retry-after", "3", "retry-after-ms", "1500"), now))
                .contains(Duration.ofMillis(1500));
        assertThat(read(Map.of("retry-after", "Sat, 31 Jan 2026 12:00:10 GMT"), now))
                .contains(Duration.ofSeconds(10));
        assertThat(read(Map.of("retry-after", "Sat, 31 Jan 2026 11:00:10 GMT"), now))
                .contains(Duration.ZERO);
        assertThat(read(Map.of("retry-after", "soon"), now)).isEmpty();
        assertThat(read(Map.of("retry-after", "9".repeat(1000)), now)).isEmpty();
        assertThat(read(Map.of(), now)).isEmpty();
    }

    private static Optional<Duration> read(Map<String, String> headers, Instant now) {
        return RetryAfter.read(name -> Optional.ofNullable(headers.get(name)), now);
    }
}
