package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** What happens to a call that the application makes. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Mode {
    /** Answered from the cassette, never from the network; the default. */
    REPLAY,
    /** Answered from the cassette; what is missing there is asked of the provider and recorded. */
    RECORD,
    /** Asked of the provider; nothing is stored. */
    LIVE;

    /**
     * Reads a mode as people write it.
     *
     * @throws IllegalArgumentException when there is no such mode; the message lists them
     */
    public static Mode parse(String text) {
        for (Mode mode : values()) {
            if (mode.name().equalsIgnoreCase(text.strip())) {
                return mode;
            }
        }
        List<String> names = Arrays.stream(values())
                .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                .toList();
        throw new IllegalArgumentException("junit.llm.mode = \"%s\": allowed are %s (default replay)"
                .formatted(text, names.stream().collect(Collectors.joining(", "))));
    }
}
