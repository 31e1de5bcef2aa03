package io.github.junitllm.sampling;

import io.github.junitllm.fault.FaultKind;
import io.github.junitllm.fault.FaultPlan;
import io.github.junitllm.fault.InjectedFault;
import io.github.junitllm.server.Lane;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said of faults: those that calls have met, and those that none has. */
final class FaultText {

    private FaultText() {}

    /** One line for every fault of a sample. */
    static List<String> lines(Lane lane) {
        List<String> lines = new ArrayList<>();
        lane.injectedFaults().stream().map(InjectedFault::words).forEach(lines::add);
        unmet(lane).forEach(plan -> lines.add("never injected: " + plan.words()));
        return lines;
    }

    /** The faults that should have been met, whatever chance decided. */
    static List<FaultPlan> unmet(Lane lane) {
        return lane.unmetFaults().stream().filter(FaultPlan::isCertain).toList();
    }

    static String checkedNothing(Lane lane) {
        return "the fault %s was never injected: this sample made %d call%s, and none was to meet it, so that the test checked nothing; name a call that the application makes, or leave the fault out"
                .formatted(
                        unmet(lane).stream().map(FaultPlan::words).collect(Collectors.joining(", ")),
                        lane.requests(),
                        lane.requests() == 1 ? "" : "s");
    }

    static Map<FaultKind, Integer> counts(List<SampleResult> results) {
        Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
        results.stream()
                .flatMap(result -> result.faults().stream())
                .forEach(fault -> counts.merge(fault.kind(), 1, Integer::sum));
        return counts;
    }

    /** For example "3 calls with injected faults: RATE_LIMITED 2, STALL 1"; empty without faults. */
    static List<String> summary(List<SampleResult> results) {
        Map<FaultKind, Integer> counts = counts(results);
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0
                ? List.of()
                : List.of("%d call%s with injected faults: %s"
                        .formatted(
                                all,
                                all == 1 ? "" : "s",
                                counts.entrySet().stream()
                                        .map(entry -> entry.getKey() + " " + entry.getValue())
                                        .collect(Collectors.joining(", "))));
    }

    private static boolean isOf(FaultPlan plan, InjectedFault fault) {
        return fault.kind() == plan.kind()
                && (plan.upstream().isEmpty() || plan.upstream().equals(fault.upstream()))
                && fault.path().contains(plan.path());
    }

    /** The rates that have struck no call of a whole eval. */
    static List<String> struckNothing(List<FaultPlan> declared, List<SampleResult> results) {
        return declared.stream()
                .filter(plan -> !plan.isCertain()
                        && results.stream()
                                .flatMap(result -> result.faults().stream())
                                .noneMatch(fault -> isOf(plan, fault)))
                .map(plan ->
                        "%s was never injected in %d sample%s, so that the test checked nothing; take a higher rate, another seed or more samples"
                                .formatted(plan.words(), results.size(), results.size() == 1 ? "" : "s"))
                .toList();
    }
}
