package io.github.junitllm.server;

import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.fault.FaultPlan;
import io.github.junitllm.fault.InjectedFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The faults planned for a lane, and those its calls have met. Safe for use by several threads. */
final class LaneFaults {

    private final int sample;
    private final List<Armed> armed = new ArrayList<>();
    private final List<InjectedFault> injected = new ArrayList<>();
    private final Set<String> spoilt = new HashSet<>();

    /** A plan and what it has seen of the lane. */
    static final class Armed {
        final FaultPlan plan;
        final Map<String, Integer> attempts = new HashMap<>();
        int calls;
        boolean met;

        Armed(FaultPlan plan) {
            this.plan = plan;
        }

        boolean strikes(int sample, String key) {
            calls++;
            int attempt = attempts.merge(key, 1, Integer::sum);
            return plan.call().isPresent() ? plan.call().getAsInt() == calls : plan.choosesByRate(sample, key, attempt);
        }
    }

    /** A fault that strikes a call, not yet injected. */
    record Strike(Armed armed, InjectedFault fault) {

        FaultPlan plan() {
            return armed.plan;
        }
    }

    LaneFaults(int sample, List<FaultPlan> plans) {
        this.sample = sample;
        plans.forEach(this::add);
    }

    synchronized void add(FaultPlan plan) {
        armed.add(new Armed(plan));
    }

    synchronized boolean arePlanned() {
        return !armed.isEmpty();
    }

    /** Counts a call and returns the fault that strikes it; of several the one that was planned first. */
    synchronized Optional<Strike> next(RecordedRequest request, String key, int call) {
        List<Armed> striking = armed.stream()
                .filter(candidate -> candidate.plan.concerns(request))
                .filter(candidate -> candidate.strikes(sample, key))
                .toList();
        return striking.stream()
                .findFirst()
                .map(first -> new Strike(
                        first,
                        new InjectedFault(
                                first.plan.kind(), call, request.method(), request.upstream(), request.path())));
    }

    synchronized void inject(Strike strike) {
        injected.add(strike.fault());
        strike.armed().met = true;
    }

    /** Notes that a call got something else than its true answer, which is now at hand for the next try. */
    synchronized void spoil(String key, int occurrence) {
        spoilt.add(key + occurrence);
    }

    synchronized boolean spoilt(String key, int occurrence) {
        return spoilt.contains(key + occurrence);
    }

    synchronized List<InjectedFault> injected() {
        return List.copyOf(injected);
    }

    synchronized List<FaultPlan> unmet() {
        return armed.stream()
                .filter(candidate -> !candidate.met)
                .map(candidate -> candidate.plan)
                .toList();
    }
}
