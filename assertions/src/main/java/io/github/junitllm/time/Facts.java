package io.github.junitllm.time;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What one question's answer was, is and will be. It compares names and days: a negation ("no longer 10") and a value that the
 * table does not know under this name are not seen.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Facts {

    private final List<DatedFact> all;
    private final Optional<String> source;

    private Facts(List<DatedFact> all, Optional<String> source) {
        this.all = all;
        this.source = source;
    }

    /** Starts an empty table. */
    public static Facts none() {
        return new Facts(List.of(), Optional.empty());
    }

    /** Adds a value that held from a first to a last day, both included. */
    public Facts valid(String value, LocalDate from, LocalDate until) {
        return with(new DatedFact(value, Optional.of(from), Optional.of(until), List.of()));
    }

    /** Adds a value that held to a last day, included. */
    public Facts validUntil(String value, LocalDate until) {
        return with(new DatedFact(value, Optional.empty(), Optional.of(until), List.of()));
    }

    /** Adds a value that holds from a day on, included. */
    public Facts validFrom(String value, LocalDate from) {
        return with(new DatedFact(value, Optional.of(from), Optional.empty(), List.of()));
    }

    /** Adds a fact. */
    public Facts with(DatedFact fact) {
        List<DatedFact> more = new ArrayList<>(all);
        more.add(fact);
        return new Facts(List.copyOf(more), source);
    }

    /** Names the tool that knows the value of today; failures advise to call it. */
    public Facts knownBy(String tool) {
        return new Facts(all, Optional.of(tool));
    }

    /** Judges an answer on a day. */
    public FreshnessVerdict judge(String answer, LocalDate day) {
        return judge(answer, day, day);
    }

    /**
     * Judges an answer about a period; a value that holds on any day of it is fresh.
     *
     * @param first first day of the period
     * @param last last day of it, not before the first
     */
    public FreshnessVerdict judge(String answer, LocalDate first, LocalDate last) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "there are no facts: add some, for example with validFrom(\"12\", date)");
        }
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("the period ends %s, before it starts %s".formatted(last, first));
        }
        StatedFacts stated = StatedFacts.in(answer, all);
        return new FreshnessJudge(all, source, first, last).judge(stated);
    }
}
