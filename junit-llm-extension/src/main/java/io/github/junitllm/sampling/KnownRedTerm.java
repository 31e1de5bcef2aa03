package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A {@link KnownRed} as of today.
 *
 * @param reason why
 * @param until the last day
 * @param daysLeft 0 on the last day, negative when it is over
 * @param flaky whether it passes now and then
 */
record KnownRedTerm(String reason, LocalDate until, long daysLeft, boolean flaky) {

    static Optional<KnownRedTerm> of(Method test, Clock clock) {
        return AnnotationSupport.findAnnotation(test, KnownRed.class)
                .map(annotation -> read(annotation, test, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }

    private static KnownRedTerm read(KnownRed annotation, Method test, LocalDate today) {
        require(
                !annotation.reason().isBlank(),
                test,
                "the reason is blank; write why the eval is red, for example reason = \"model-2 loses the date, ticket 12\"");
        require(
                !AnnotationSupport.isAnnotated(test, ExpectedVerdict.class),
                test,
                "@ExpectedVerdict stands beside it: a verdict that is meant to stay, or one that is red for the time being; write one of them");
        LocalDate until = date(annotation, test);
        require(
                !until.isAfter(today.plusYears(1)),
                test,
                "until = \"%s\" is more than a year ahead; write a day up to %s, and look at the eval again then"
                        .formatted(until, today.plusYears(1)));
        return new KnownRedTerm(annotation.reason(), until, ChronoUnit.DAYS.between(today, until), annotation.flaky());
    }

    private static LocalDate date(KnownRed annotation, Method test) {
        try {
            return LocalDate.parse(annotation.until());
        } catch (DateTimeParseException e) {
            throw refusal(
                    test,
                    "until = \"%s\" is no day; write year, month and day, for example until = \"2027-01-31\""
                            .formatted(annotation.until()));
        }
    }

    private static void require(boolean holds, Method test, String what) {
        if (!holds) {
            throw refusal(test, what);
        }
    }

    private static ExtensionConfigurationException refusal(Method test, String what) {
        return new ExtensionConfigurationException("@KnownRed on %s: %s".formatted(Plan.label(test), what));
    }

    boolean lasts() {
        return daysLeft >= 0;
    }

    /** Whether the verdict does not break the build. */
    boolean excuses(Verdict verdict) {
        return lasts()
                && (verdict == Verdict.FAIL || verdict == Verdict.INCONCLUSIVE || (flaky && verdict == Verdict.PASS));
    }

    /** Why the build breaks all the same; empty where the verdict speaks for itself. */
    Optional<String> complaint(Verdict verdict) {
        if (verdict == Verdict.PASS && !flaky) {
            return Optional.of("starts to pass: remove @KnownRed (%s)".formatted(reason));
        }
        boolean speaksOfTheEval = verdict == Verdict.PASS || verdict == Verdict.FAIL || verdict == Verdict.INCONCLUSIVE;
        return speaksOfTheEval && !lasts()
                ? Optional.of("@KnownRed is over since %s (%s): repair the eval, or remove it".formatted(until, reason))
                : Optional.empty();
    }

    /** The line that stands in every report. */
    String line() {
        String left = lasts()
                ? "%d day%s left".formatted(daysLeft, daysLeft == 1 ? "" : "s")
                : "over for %d day%s".formatted(-daysLeft, daysLeft == -1 ? "" : "s");
        return "known red%s until %s, %s: %s".formatted(flaky ? " (flaky)" : "", until, left, reason);
    }

    void describe(ObjectNode line, Verdict verdict) {
        line.putObject("known_red")
                .put("reason", reason)
                .put("until", until.toString())
                .put("flaky", flaky)
                .put("excused", excuses(verdict));
        line.putObject("volatile").put("known_red_days_left", daysLeft);
    }
}
