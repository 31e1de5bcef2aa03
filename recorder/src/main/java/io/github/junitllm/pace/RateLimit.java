package io.github.junitllm.pace;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * What a provider allows one key; what is empty has no limit.
 *
 * @param requestsPerMinute requests per minute, from 1
 * @param tokensPerMinute input and output tokens per minute, from 1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record RateLimit(OptionalInt requestsPerMinute, OptionalInt tokensPerMinute) {

    /** No limit. */
    public static final RateLimit NONE = new RateLimit(OptionalInt.empty(), OptionalInt.empty());

    /** Refuses what is below 1. */
    public RateLimit {
        if (requestsPerMinute.orElse(1) < 1 || tokensPerMinute.orElse(1) < 1) {
            throw new IllegalArgumentException("a rate of %s requests and %s tokens per minute: expected 1 or more"
                    .formatted(requestsPerMinute, tokensPerMinute));
        }
    }

    /** Returns the part of one of so many JVMs that share the key; at least 1 of each. */
    public RateLimit share(int forks) {
        return new RateLimit(share(requestsPerMinute, forks), share(tokensPerMinute, forks));
    }

    private static OptionalInt share(OptionalInt limit, int forks) {
        return limit.isPresent() ? OptionalInt.of(Math.max(1, limit.getAsInt() / forks)) : limit;
    }
}
