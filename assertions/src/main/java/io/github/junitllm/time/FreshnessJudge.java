package io.github.junitllm.time;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Weighs the facts that an answer states. */
record FreshnessJudge(List<DatedFact> all, Optional<String> source, LocalDate first, LocalDate last) {

    /** No quantifier without a bound, so that no answer can make it run away. */
    private static final Pattern DATE = Pattern.compile("\\bas of\\b|(?<!\\d)(?:19|20)\\d\\d(?!\\d)");

    FreshnessVerdict judge(StatedFacts stated) {
        List<DatedFact> facts = stated.facts();
        Optional<DatedFact> now = facts.stream().filter(this::holds).findFirst();
        if (now.isPresent()) {
            return verdict(Freshness.FRESH, now.get().value() + " holds " + period());
        }
        if (DATE.matcher(stated.rest()).find()) {
            return verdict(
                    Freshness.HEDGED, "the answer says as of when it speaks; %s: %s".formatted(period(), expected()));
        }
        Optional<DatedFact> past = facts.stream()
                .filter(fact -> fact.endedBefore(first))
                .max(Comparator.comparing(fact -> fact.until().orElse(LocalDate.MAX)));
        if (past.isPresent()) {
            LocalDate until = past.get().until().orElseThrow();
            return verdict(
                    Freshness.STALE,
                    "%s was valid until %s (%s ago); expected %s, a hedge with a date%s"
                            .formatted(past.get().value(), until, days(until, first), expected(), advice()));
        }
        Optional<DatedFact> future = facts.stream()
                .filter(fact -> fact.startsAfter(last))
                .min(Comparator.comparing(fact -> fact.from().orElse(LocalDate.MIN)));
        if (future.isPresent()) {
            LocalDate from = future.get().from().orElseThrow();
            return verdict(
                    Freshness.NOT_YET_VALID,
                    "%s is valid from %s (in %s); expected %s"
                            .formatted(future.get().value(), from, days(last, from), expected()));
        }
        return verdict(Freshness.WRONG, "the answer states no value of the facts; expected %s".formatted(expected()));
    }

    private boolean holds(DatedFact fact) {
        return !fact.endedBefore(first) && !fact.startsAfter(last);
    }

    private String expected() {
        String values = all.stream()
                .filter(this::holds)
                .map(DatedFact::value)
                .distinct()
                .collect(Collectors.joining(" or "));
        return values.isEmpty() ? "no value (no fact holds then)" : values;
    }

    private String advice() {
        return source.map(tool -> ", or a call of " + tool).orElse("");
    }

    private String period() {
        return first.equals(last) ? "on " + first : "between %s and %s".formatted(first, last);
    }

    private static String days(LocalDate from, LocalDate to) {
        long days = ChronoUnit.DAYS.between(from, to);
        return days == 1 ? "1 day" : days + " days";
    }

    private static FreshnessVerdict verdict(Freshness freshness, String reason) {
        return new FreshnessVerdict(freshness, reason);
    }
}
