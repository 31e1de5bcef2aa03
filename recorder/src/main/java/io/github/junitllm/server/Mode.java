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
    /** Asked of the provider and recorded; a take that was there gives way, and the cassette keeps count of it. */
    RERECORD,
    /** Asked of the provider; nothing is stored. */
    LIVE,
    /** Answered from the cassette or the drafts; what is missing in both is asked of the provider and kept as a draft. */
    DRAFT,
    /** As replay; requests that differ in members that cannot change an answer are renewed in the cassette. */
    REKEY;

    /** Tells whether this mode calls providers, which costs money. */
    public boolean callsProviders() {
        return this != REPLAY && this != REKEY;
    }

    /** Tells whether this mode adds takes to the cassette. */
    public boolean records() {
        return this == RECORD || this == RERECORD;
    }

    /** Tells whether recorded answers serve in this mode. */
    boolean usesTakes() {
        return this != LIVE && this != RERECORD;
    }

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
