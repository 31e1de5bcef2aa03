package io.github.junitllm.sampling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** All gates of an eval: which samples are still needed, and which count. Safe for several threads. */
final class Stopping {

    private final List<GateCount> gates = new ArrayList<>();
    private final Map<Key, List<Place>> places = new HashMap<>();

    private record Key(String caseId, int number) {}

    private record Place(GateCount gate, int position) {}

    Stopping(List<Gate> gates, boolean stopsEarly) {
        for (Gate gate : gates) {
            GateCount count = new GateCount(gate, stopsEarly);
            this.gates.add(count);
            for (int i = 0; i < gate.trials(); i++) {
                Sample sample = gate.samples().get(i);
                places.computeIfAbsent(new Key(sample.caseId(), sample.number()), key -> new ArrayList<>(1))
                        .add(new Place(count, i));
            }
        }
    }

    /** Whether the eval has such a sample at all. */
    boolean plans(String caseId, int number) {
        return places.containsKey(new Key(caseId, number));
    }

    /** Whether the sample can still change a verdict. */
    synchronized boolean needs(String caseId, int number) {
        return any(caseId, number, (gate, position) -> gate.isOpen());
    }

    /** Whether the sample counts in a verdict: those under way when it was decided do not. */
    synchronized boolean counts(String caseId, int number) {
        return any(caseId, number, GateCount::counted);
    }

    private boolean any(String caseId, int number, BiPredicate<GateCount, Integer> condition) {
        return places.getOrDefault(new Key(caseId, number), List.of()).stream()
                .anyMatch(place -> condition.test(place.gate(), place.position()));
    }

    synchronized void ended(String caseId, int number, Outcome outcome) {
        places.getOrDefault(new Key(caseId, number), List.of())
                .forEach(place -> place.gate().ended(place.position(), outcome));
    }

    /** Whether every gate has all the samples it needs. */
    synchronized boolean isComplete() {
        return gates.stream().noneMatch(GateCount::isOpen);
    }

    synchronized List<GateRuling> rulings() {
        return gates.stream().map(GateCount::ruling).toList();
    }
}
