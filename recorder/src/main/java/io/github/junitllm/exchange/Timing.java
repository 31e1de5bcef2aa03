package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * When the parts of a response came, in milliseconds from the request. Imported answers have no timing.
 *
 * @param firstByte first byte of the body
 * @param firstToken time to first token: the first event that carries text, reasoning or a tool call
 * @param chunks one entry per event of a stream
 * @param total last byte
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Timing(OptionalDouble firstByte, OptionalDouble firstToken, List<Double> chunks, OptionalDouble total) {

    /** Nothing known. */
    public static final Timing UNKNOWN =
            new Timing(OptionalDouble.empty(), OptionalDouble.empty(), List.of(), OptionalDouble.empty());

    /** Copies the list. */
    public Timing {
        chunks = List.copyOf(chunks);
    }
}
