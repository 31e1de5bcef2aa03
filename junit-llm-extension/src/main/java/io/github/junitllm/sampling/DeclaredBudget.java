package io.github.junitllm.sampling;

import io.github.junitllm.budget.Budget.Scope;
import io.github.junitllm.budget.Limits;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** The budget that an annotation asks for, checked. */
final class DeclaredBudget {

    private static final double DEAREST = 1_000_000;

    private DeclaredBudget() {}

    static Limits of(Class<?> testClass) {
        return of(testClass, testClass.getSimpleName());
    }

    static Limits of(Class<?> testClass, Method test) {
        return of(test, testClass.getSimpleName() + "." + test.getName() + "()");
    }

    static Scope scope(String name) {
        String on = ") on " + name;
        return new Scope(
                name,
                "@Budget(usd = ..." + on,
                "@Budget(tokens = ..." + on,
                "@Budget(calls = ..." + on,
                "@Budget(time = ..." + on);
    }

    private static Limits of(AnnotatedElement element, String place) {
        Optional<Budget> found = AnnotationSupport.findAnnotation(element, Budget.class);
        return found.map(budget -> limits(budget, place)).orElse(Limits.NONE);
    }

    private static Limits limits(Budget budget, String place) {
        require(
                budget.usd() >= 0 && budget.usd() <= DEAREST,
                place,
                "usd = %s: expected USD above 0 and up to 1,000,000; write for example usd = 0.50"
                        .formatted(budget.usd()));
        require(
                budget.tokens() >= 0,
                place,
                "tokens = %d: expected 1 or more; write for example tokens = 100_000".formatted(budget.tokens()));
        require(
                budget.calls() >= 0,
                place,
                "calls = %d: expected 1 or more; write for example calls = 200".formatted(budget.calls()));
        Limits limits = new Limits(
                budget.usd() > 0 ? Optional.of(BigDecimal.valueOf(budget.usd())) : Optional.empty(),
                budget.tokens() > 0 ? OptionalLong.of(budget.tokens()) : OptionalLong.empty(),
                budget.calls() > 0 ? OptionalLong.of(budget.calls()) : OptionalLong.empty(),
                time(budget.time(), place));
        require(
                !limits.isNone(),
                place,
                "nothing is limited; write at least one of usd, tokens, calls, time, for example @Budget(usd = 0.50)");
        return limits;
    }

    private static Optional<Duration> time(String text, String place) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            Duration time = Duration.parse(text.strip());
            if (!time.isNegative() && !time.isZero()) {
                return Optional.of(time);
            }
        } catch (DateTimeParseException noDuration) {
            // the same message as for a time that is none
        }
        throw wrong(
                place,
                "time = \"%s\": expected a time above 0 as ISO 8601 writes it; write for example time = \"PT5M\" for 5 minutes"
                        .formatted(text));
    }

    private static void require(boolean holds, String place, String what) {
        if (!holds) {
            throw wrong(place, what);
        }
    }

    private static ExtensionConfigurationException wrong(String place, String what) {
        return new ExtensionConfigurationException("@Budget on %s: %s".formatted(place, what));
    }
}
