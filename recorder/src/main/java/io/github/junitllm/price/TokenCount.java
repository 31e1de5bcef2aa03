package io.github.junitllm.price;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * A count of tokens that was made here, not by the provider: it is never shown without how sure it is.
 *
 * @param tokens the count, from 0
 * @param certainty what it is worth
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TokenCount(long tokens, Certainty certainty) {

    private static final int SLACK = 10;
    private static final int OWN_SYSTEM_TEXT = 600;
    private static final int OWN_TOOL_TEXT = 1_500;

    /** What a count is worth. */
    public enum Certainty {
        /** The provider counts the same. */
        EXACT,
        /**
         * Only visible text, with the tokens of another model or in a form that the provider does not tell: its own count lies
         * between half of this minus 10, and 1.3 times this and 600 for a system text of its own.
         */
        ABOUT,
        /**
         * There are tools or an output format, which the provider puts into words of its own: its count lies between a third
         * of this minus 10, and twice this and 1,500.
         */
        HIDDEN_TEXT,
        /** There are parts that cannot be counted here, for example images: the provider counts more. */
        LOWER_BOUND
    }

    /** Returns the least that the provider is expected to count; in 19 of 20 recorded requests it did not count less. */
    public long least() {
        return switch (certainty) {
            case EXACT -> tokens;
            case ABOUT -> Math.max(0, tokens / 2 - SLACK);
            case HIDDEN_TEXT, LOWER_BOUND -> Math.max(0, tokens / 3 - SLACK);
        };
    }

    /** Returns the most that the provider is expected to count, in the same sense; empty where nothing bounds it. */
    public OptionalLong most() {
        return switch (certainty) {
            case EXACT -> OptionalLong.of(tokens);
            case ABOUT -> OptionalLong.of(tokens + tokens * 3 / 10 + OWN_SYSTEM_TEXT);
            case HIDDEN_TEXT -> OptionalLong.of(2 * tokens + OWN_TOOL_TEXT);
            case LOWER_BOUND -> OptionalLong.empty();
        };
    }

    @Override
    public String toString() {
        return switch (certainty) {
            case EXACT -> "%d tokens".formatted(tokens);
            case ABOUT -> "about %d tokens (%d to %d)".formatted(tokens, least(), most().orElseThrow());
            case HIDDEN_TEXT ->
                "about %d tokens (%d to %d) with tools or formats in the provider's words"
                        .formatted(tokens, least(), most().orElseThrow());
            case LOWER_BOUND -> "at least %d tokens".formatted(tokens);
        };
    }
}
