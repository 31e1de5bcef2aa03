package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * How fast recorded answers are played.
 *
 * @param factor what recorded times are multiplied with, from 0 (everything at once) over 1 (as recorded)
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ReplaySpeed(double factor) {

    /** Everything at once: the default. */
    public static final ReplaySpeed INSTANT = new ReplaySpeed(0);

    /** As recorded. */
    public static final ReplaySpeed RECORDED = new ReplaySpeed(1);

    /** Refuses what is no factor. */
    public ReplaySpeed {
        if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("replay speed %s: expected a factor from 0".formatted(factor));
        }
    }

    /**
     * Reads {@code instant}, {@code recorded} or a factor.
     *
     * @throws IllegalArgumentException when it is none of these; the message names the configuration parameter
     */
    public static ReplaySpeed parse(String text) {
        String word = text.strip();
        if (word.equalsIgnoreCase("instant")) {
            return INSTANT;
        }
        if (word.equalsIgnoreCase("recorded")) {
            return RECORDED;
        }
        if (!word.matches("\\d{1,6}(\\.\\d{1,9})?")) {
            throw new IllegalArgumentException(
                    "junit.llm.replay = \"%s\": expected instant, recorded, or a number from 0 that recorded times are multiplied with, for example 0.1"
                            .formatted(text));
        }
        return new ReplaySpeed(Double.parseDouble(word));
    }

    boolean isInstant() {
        return factor == 0;
    }

    /** Returns the time from the request at which something is due that came at this one, both from the request. */
    long dueNanos(double recordedMillis) {
        // Beyond 292 years the number stays at the largest there is.
        return (long) (recordedMillis * factor * 1e6);
    }
}
