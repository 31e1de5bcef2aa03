package io.github.junitllm.budget;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * What may be spent; what is empty has no limit.
 *
 * @param usd USD, from 0
 * @param tokens input and output tokens together, from 0
 * @param calls calls to providers, from 0; a retry is a call
 * @param time time from the start of the budget after which no call begins, above 0
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Limits(Optional<BigDecimal> usd, OptionalLong tokens, OptionalLong calls, Optional<Duration> time) {

    /** No limit at all. */
    public static final Limits NONE =
            new Limits(Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty());

    /** Refuses what is below 0. */
    public Limits {
        if (usd.filter(limit -> limit.signum() < 0).isPresent()
                || tokens.orElse(0) < 0
                || calls.orElse(0) < 0
                || time.filter(limit -> limit.isNegative() || limit.isZero()).isPresent()) {
            throw new IllegalArgumentException(
                    "a budget of %s USD, %s tokens, %s calls, %s: expected 0 or more, and a time above 0"
                            .formatted(usd, tokens, calls, time));
        }
    }

    /** Makes a limit of calls alone. */
    public static Limits ofCalls(long calls) {
        return new Limits(Optional.empty(), OptionalLong.empty(), OptionalLong.of(calls), Optional.empty());
    }

    /** Makes a limit of USD alone. */
    public static Limits ofUsd(String usd) {
        return new Limits(
                Optional.of(new BigDecimal(usd)), OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
    }

    /** Makes a limit of tokens alone. */
    public static Limits ofTokens(long tokens) {
        return new Limits(Optional.empty(), OptionalLong.of(tokens), OptionalLong.empty(), Optional.empty());
    }

    /** Makes a limit of time alone. */
    public static Limits ofTime(Duration time) {
        return new Limits(Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.of(time));
    }

    /** Tells whether nothing is limited. */
    public boolean isNone() {
        return equals(NONE);
    }
}
