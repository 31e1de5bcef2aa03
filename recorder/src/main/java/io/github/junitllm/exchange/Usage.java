package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * Tokens as the provider counted them. What the wire does not tell is empty, never 0.
 *
 * @param input tokens of the prompt, cached ones included
 * @param output tokens of the answer, reasoning included
 * @param cached prompt tokens read from a cache
 * @param cacheWritten prompt tokens written to a cache
 * @param reasoning tokens spent on reasoning
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Usage(
        OptionalLong input,
        OptionalLong output,
        OptionalLong cached,
        OptionalLong cacheWritten,
        OptionalLong reasoning) {

    /** Nothing known. */
    public static final Usage UNKNOWN = new Usage(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    /** Returns input plus output, empty when either is unknown. */
    public OptionalLong total() {
        return input.isPresent() && output.isPresent()
                ? OptionalLong.of(input.getAsLong() + output.getAsLong())
                : OptionalLong.empty();
    }
}
