package io.github.junitllm.time;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A value and the days on which it holds.
 *
 * @param value as an answer states it, not blank
 * @param from first day on which it holds; empty: always before
 * @param until last day on which it holds; empty: no end is known
 * @param aliases other ways to state the value
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record DatedFact(String value, Optional<LocalDate> from, Optional<LocalDate> until, List<String> aliases) {

    /** Refuses a blank name and a period that ends before it starts. */
    public DatedFact {
        aliases = List.copyOf(aliases);
        if (value.isBlank() || aliases.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a value or alias is blank: every answer would state it");
        }
        if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
            throw new IllegalArgumentException("%s is valid from %s until %s: the end is before the start"
                    .formatted(value, from.get(), until.get()));
        }
    }

    Stream<String> names() {
        return Stream.concat(Stream.of(value), aliases.stream());
    }

    /** Whether it ended before the day. */
    boolean endedBefore(LocalDate day) {
        return until.isPresent() && until.get().isBefore(day);
    }

    /** Whether it starts after the day. */
    boolean startsAfter(LocalDate day) {
        return from.isPresent() && from.get().isAfter(day);
    }
}
