package io.github.junitllm.price;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A count of tokens that was made here, not by the provider: it is never shown without how sure it is.
 *
 * @param tokens the count, from 0
 * @param certainty what it is worth
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TokenCount(long tokens, Certainty certainty) {

    /** What a count is worth. */
    public enum Certainty {
        /** The provider counts the same. */
        EXACT,
        /** Counted with the tokens of another model, or with parts whose form the provider does not tell. */
        ABOUT,
        /** There are parts that cannot be counted here, for example images: the provider counts more. */
        LOWER_BOUND
    }

    @Override
    public String toString() {
        return switch (certainty) {
            case EXACT -> "%d tokens".formatted(tokens);
            case ABOUT -> "about %d tokens".formatted(tokens);
            case LOWER_BOUND -> "at least %d tokens".formatted(tokens);
        };
    }
}
