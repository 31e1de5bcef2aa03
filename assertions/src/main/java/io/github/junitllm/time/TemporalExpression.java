package io.github.junitllm.time;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Words of a text that name a time.
 *
 * @param text as it stands there
 * @param start index of its first character
 * @param end index after its last character
 * @param kind what it is
 * @param readings what it means; two where it may be the past one or the coming one ("Monday"), none where it is in no calendar
 *     ("February 30") or names no day and no length (a time of day, a repetition)
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TemporalExpression(String text, int start, int end, Kind kind, List<TemporalValue> readings) {

    /** Copies the readings. */
    public TemporalExpression {
        readings = List.copyOf(readings);
    }

    /** What an expression names. */
    @API(status = EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** One day: "3 March 2025", "tomorrow". */
        DATE,
        /** Some days: "last week", "the second quarter of 2021". */
        DATE_RANGE,
        /** A day and a time of day: "tomorrow at 5 pm", "3 hours ago". */
        DATE_TIME,
        /** From one moment to another: "Monday 9 to 11". */
        DATE_TIME_RANGE,
        /** A time of day, without a reading. */
        TIME,
        /** Part of a day, without a reading: "in the morning". */
        TIME_RANGE,
        /** A length of time: "two hours". */
        DURATION,
        /** A repetition, without a reading: "every Monday". */
        REPEATED
    }
}
