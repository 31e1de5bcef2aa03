package io.github.junitllm.time;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A date, a range of days or a length of time in a text.
 *
 * @param text as it stands there
 * @param start index of its first character
 * @param end index after its last character
 * @param kind what it is
 * @param values its readings in ISO 8601: 2026-01-31, 2026-01-01/2026-02-01 (the end excluded), PT3H; several where it is ambiguous
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TemporalExpression(String text, int start, int end, Kind kind, List<String> values) {

    /** Copies the values. */
    public TemporalExpression {
        values = List.copyOf(values);
    }

    /** What an expression names. */
    @API(status = EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** One day. */
        DATE,
        /** Some days. */
        DATE_RANGE,
        /** A length of time; a month counts 30 days and a year 365. */
        DURATION
    }
}
