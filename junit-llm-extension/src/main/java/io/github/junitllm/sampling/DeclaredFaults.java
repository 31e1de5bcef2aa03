package io.github.junitllm.sampling;

import io.github.junitllm.fault.FaultKind;
import io.github.junitllm.fault.FaultPlan;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** The faults that annotations ask for, checked; those of the method before those of its class. */
final class DeclaredFaults {

    private DeclaredFaults() {}

    static List<FaultPlan> of(Class<?> testClass, Method test) {
        List<FaultPlan> plans = new ArrayList<>();
        String place = Plan.label(test);
        for (Fault fault : AnnotationSupport.findRepeatableAnnotations(test, Fault.class)) {
            plans.add(plan(place, fault));
        }
        for (Fault fault : AnnotationSupport.findRepeatableAnnotations(testClass, Fault.class)) {
            plans.add(plan(testClass.getSimpleName(), fault));
        }
        for (int later = 1; later < plans.size(); later++) {
            for (FaultPlan earlier : plans.subList(0, later)) {
                requireBothPossible(place, earlier, plans.get(later));
            }
        }
        return List.copyOf(plans);
    }

    private static FaultPlan plan(String place, Fault fault) {
        FaultKind kind = fault.value();
        require(
                fault.call() >= 0,
                place,
                "call = %d, allowed are numbers from 1 (unset: the first call); write for example call = 2"
                        .formatted(fault.call()));
        require(
                fault.rate() >= 0 && fault.rate() <= 1,
                place,
                "rate = %s, allowed are rates above 0 and up to 1 (every call); write for example rate = 0.2"
                        .formatted(fault.rate()));
        require(
                fault.call() == 0 || fault.rate() == 0,
                place,
                "call and rate contradict each other: one call by its number, or a share of the calls; write one of them");
        require(
                fault.seed() == 0 || (fault.rate() > 0 && fault.rate() < 1),
                place,
                "seed belongs to a rate below 1; write it with one, for example rate = 0.2, seed = 7");
        require(
                fault.retryAfterSeconds() == 0 || kind.isStatus(),
                place,
                "%s sends no Retry-After; retryAfterSeconds belongs to RATE_LIMITED, SERVER_ERROR, UNAVAILABLE and OVERLOADED"
                        .formatted(kind));
        require(
                fault.retryAfterSeconds() >= 0 && fault.retryAfterSeconds() <= 86_400,
                place,
                "retryAfterSeconds = %d, allowed are 1 to 86,400; write for example retryAfterSeconds = 2"
                        .formatted(fault.retryAfterSeconds()));
        require(
                fault.delayMillis() == 0 || kind.waits(),
                place,
                "%s does not wait; delayMillis belongs to TIMEOUT, SLOW_FIRST_TOKEN and STALL".formatted(kind));
        require(
                fault.delayMillis() >= 0 && fault.delayMillis() <= 600_000,
                place,
                "delayMillis = %d, allowed are 1 to 600,000; write for example delayMillis = 5_000"
                        .formatted(fault.delayMillis()));
        FaultPlan plan = (fault.rate() > 0
                        ? FaultPlan.atRate(fault.rate(), fault.seed(), kind)
                        : FaultPlan.onCall(Math.max(1, fault.call()), kind))
                .onUpstream(fault.upstream())
                .onPath(fault.path());
        plan = fault.retryAfterSeconds() > 0 ? plan.retryAfterSeconds(fault.retryAfterSeconds()) : plan;
        return fault.delayMillis() > 0 ? plan.delay(Duration.ofMillis(fault.delayMillis())) : plan;
    }

    private static void requireBothPossible(String place, FaultPlan earlier, FaultPlan later) {
        boolean sameCalls =
                earlier.upstream().equals(later.upstream()) && earlier.path().equals(later.path());
        require(
                !sameCalls || earlier.call().isEmpty() || !earlier.call().equals(later.call()),
                place,
                "%s and %s both strike call %d, and a call meets one fault; write for example call = %d on one of them"
                        .formatted(
                                earlier.kind(),
                                later.kind(),
                                earlier.call().orElse(0),
                                earlier.call().orElse(0) + 1));
        require(
                !sameCalls || earlier.rate() < 1,
                place,
                "%s strikes every call, so that nothing is left for %s; write %s first, or another upstream or path for one of them"
                        .formatted(earlier.kind(), later.kind(), later.kind()));
    }

    private static void require(boolean holds, String place, String what) {
        if (!holds) {
            throw new ExtensionConfigurationException("@Fault on %s: %s".formatted(place, what));
        }
    }
}
