package io.github.junitllm.sampling;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** What is said of a verdict beforehand. */
sealed interface Foreseen {

    /** Another verdict than PASS, for good. */
    record Always(Verdict value, String reason) implements Foreseen {}

    /** Red for now. */
    record Until(LocalDate until, LocalDate today, String reason, boolean flaky) implements Foreseen {
        boolean bears(Verdict verdict) {
            boolean red = verdict == Verdict.FAIL || verdict == Verdict.INCONCLUSIVE;
            return !isOver() && (red || (flaky && verdict == Verdict.PASS));
        }

        boolean isOver() {
            return today.isAfter(until);
        }

        long days() {
            return Math.abs(ChronoUnit.DAYS.between(today, until));
        }
    }

    String reason();

    default boolean foresees(Verdict verdict) {
        return this instanceof Always always ? verdict == always.value() : ((Until) this).bears(verdict);
    }

    /** Whether the verdict has nothing to do with what is foreseen, and is told as it is. */
    default boolean leaves(Verdict verdict) {
        return verdict == Verdict.NONE
                || verdict == Verdict.DRAFT
                || (this instanceof Until && verdict == Verdict.ERROR);
    }

    /** For the verdict's column. */
    default String label() {
        return this instanceof Until ? "known red" : "expected";
    }

    /** The line in a report. */
    default String note(Verdict verdict) {
        if (this instanceof Until known) {
            return known.isOver()
                    ? "KNOWN RED is over since %s (%d days): %s".formatted(known.until(), known.days(), reason())
                    : verdict == Verdict.PASS && !known.flaky()
                            ? "KNOWN RED passes, remove @KnownRed: " + reason()
                            : "known red until %s, %d days left: %s".formatted(known.until(), known.days(), reason());
        }
        return (foresees(verdict) ? "expected: " : "NOT AS EXPECTED, which was %s: ".formatted(((Always) this).value()))
                + reason();
    }

    /** Why another verdict is red. */
    default String complaint(Verdict verdict, String text) {
        if (this instanceof Until known) {
            return (known.isOver()
                            ? "known red until %s (%s), and that is over; mend it, or give it a new date; it is "
                                    .formatted(known.until(), reason())
                            : "known red (%s), but it passes: remove @KnownRed; it is ".formatted(reason()))
                    + text;
        }
        return "expected the verdict %s (%s), but it is %s".formatted(((Always) this).value(), reason(), text);
    }
}
