package io.github.junitllm.time;

import io.github.junitllm.time.TemporalExpression.Kind;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The days that a text names: dates, and moments by their day.
 *
 * @param dates those that could be read
 * @param unread words that name a day, but not one that could be told
 */
record MentionedDates(List<TemporalExpression> dates, List<TemporalExpression> unread) {

    static MentionedDates in(String text, ZonedDateTime now) {
        Map<Boolean, List<TemporalExpression>> days = TemporalExpressions.in(text, now).stream()
                .filter(one -> one.kind() == Kind.DATE || one.kind() == Kind.DATE_TIME)
                .collect(Collectors.partitioningBy(one -> one.readings().isEmpty()));
        return new MentionedDates(days.getOrDefault(false, List.of()), days.getOrDefault(true, List.of()));
    }

    boolean names(LocalDate day) {
        return dates.stream().anyMatch(one -> days(one).contains(day));
    }

    /** Those of which no reading fits: where two are possible, one is enough. */
    List<TemporalExpression> without(Predicate<LocalDate> fitting) {
        return dates.stream()
                .filter(one -> days(one).stream().noneMatch(fitting))
                .toList();
    }

    /** What says of a day that it is named, but not which one it is; empty when all could be read. */
    Optional<String> doubt() {
        return unread.isEmpty()
                ? Optional.empty()
                : Optional.of(unread.stream()
                        .map(one -> "\"%s\" at %d".formatted(one.text(), one.start()))
                        .collect(Collectors.joining(", ")));
    }

    static String text(List<TemporalExpression> dates) {
        return dates.isEmpty()
                ? "none"
                : dates.stream()
                        .map(one -> "\"%s\" at %d = %s"
                                .formatted(
                                        one.text(),
                                        one.start(),
                                        days(one).stream()
                                                .sorted()
                                                .map(LocalDate::toString)
                                                .collect(Collectors.joining(" or "))))
                        .collect(Collectors.joining(", "));
    }

    private static Set<LocalDate> days(TemporalExpression one) {
        return one.readings().stream().map(MentionedDates::day).collect(Collectors.toSet());
    }

    private static LocalDate day(TemporalValue value) {
        if (value instanceof TemporalValue.Moment moment) {
            return moment.at().toLocalDate();
        }
        return ((TemporalValue.Day) value).date();
    }
}
