package io.github.junitllm.sampling;

import io.github.junitllm.match.MatchRules;
import io.github.junitllm.match.RequestNormaliser;
import io.github.junitllm.server.Mode;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** What {@link Recorder} says on a method and its class. */
record RecorderRules(Optional<Mode> mode, MatchRules match, boolean keepsErrors) {

    static final RecorderRules NONE = new RecorderRules(Optional.empty(), MatchRules.NONE, false);

    static RecorderRules of(Class<?> testClass, Method test, OptionalInt maxAgeDays) {
        String method = Plan.label(test);
        Optional<Recorder> ofMethod = AnnotationSupport.findAnnotation(test, Recorder.class);
        Optional<Recorder> ofClass = Optional.empty();
        for (Class<?> type = testClass; type != null && ofClass.isEmpty(); type = type.getEnclosingClass()) {
            ofClass = AnnotationSupport.findAnnotation(type, Recorder.class);
        }
        List<Recorder> both =
                Stream.of(ofMethod, ofClass).flatMap(Optional::stream).toList();
        try {
            both.forEach(RecorderRules::check);
            MatchRules rules = MatchRules.NONE;
            for (Recorder recorder : both) {
                rules = rules.ignoring(Arrays.asList(recorder.ignore()))
                        .comparingHeaders(Arrays.asList(recorder.headers()));
            }
            Optional<Class<? extends RequestNormaliser>> normaliser = both.stream()
                    .flatMap(recorder -> Arrays.stream(recorder.normaliser()))
                    .findFirst();
            if (normaliser.isPresent()) {
                rules = rules.normalisedBy(instance(normaliser.get()));
            }
            Optional<Integer> days = both.stream()
                    .map(Recorder::maxAgeDays)
                    .filter(age -> age > 0)
                    .findFirst();
            if (days.isPresent() || maxAgeDays.isPresent()) {
                rules = rules.noOlderThan(Duration.ofDays(days.orElseGet(() -> maxAgeDays.orElse(0))));
            }
            return new RecorderRules(
                    both.stream()
                            .flatMap(recorder -> Arrays.stream(recorder.mode()))
                            .findFirst(),
                    rules,
                    both.stream().anyMatch(Recorder::keepErrors));
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("@Recorder on %s: %s".formatted(method, e.getMessage()), e);
        }
    }

    private static void check(Recorder recorder) {
        if (recorder.mode().length > 1) {
            throw new IllegalArgumentException("mode has %d values, expected one; write for example mode = Mode.DRAFT"
                    .formatted(recorder.mode().length));
        }
        if (recorder.normaliser().length > 1) {
            throw new IllegalArgumentException(
                    "normaliser has %d values, expected one; call them one after the other in one of your own"
                            .formatted(recorder.normaliser().length));
        }
        if (recorder.maxAgeDays() < 0) {
            throw new IllegalArgumentException(
                    "maxAgeDays = %d, allowed are 1 and more, or 0 for none; write for example maxAgeDays = 90"
                            .formatted(recorder.maxAgeDays()));
        }
    }

    private static RequestNormaliser instance(Class<? extends RequestNormaliser> type) {
        try {
            return ReflectionSupport.newInstance(type);
        } catch (Exception e) {
            // Reflection's own exceptions come as they are, undeclared.
            throw new IllegalArgumentException(
                    "normaliser %s cannot be made: %s; it needs a constructor without parameters"
                            .formatted(type.getName(), e),
                    e);
        }
    }
}
