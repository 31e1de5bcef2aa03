package io.github.junitllm.time;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.apiguardian.api.API;

/** What a temporal expression means on the declared day; printed by ISO 8601. */
@API(status = EXPERIMENTAL, since = "0.1")
public sealed interface TemporalValue {

    /**
     * One day.
     *
     * @param date the day
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    record Day(LocalDate date) implements TemporalValue {
        @Override
        public String toString() {
            return date.toString();
        }
    }

    /**
     * Some days in a row; without an end on one side after "since" and "until".
     *
     * @param from the first day
     * @param until the day after the last
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    record Days(Optional<LocalDate> from, Optional<LocalDate> until) implements TemporalValue {
        @Override
        public String toString() {
            return from.map(LocalDate::toString).orElse("") + "/"
                    + until.map(LocalDate::toString).orElse("");
        }
    }

    /**
     * A day and a time of day, in the declared zone.
     *
     * @param at the moment
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    record Moment(LocalDateTime at) implements TemporalValue {
        @Override
        public String toString() {
            return at.toString();
        }
    }

    /**
     * From one moment to another, in the declared zone; without an end on one side after "since" and "until".
     *
     * @param from the first moment
     * @param until the moment after the last
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    record Moments(Optional<LocalDateTime> from, Optional<LocalDateTime> until) implements TemporalValue {
        @Override
        public String toString() {
            return from.map(LocalDateTime::toString).orElse("") + "/"
                    + until.map(LocalDateTime::toString).orElse("");
        }
    }

    /**
     * A length of time; a month counts 30 days and a year 365.
     *
     * @param duration the length
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    record Length(Duration duration) implements TemporalValue {
        @Override
        public String toString() {
            return duration.toString();
        }
    }
}
