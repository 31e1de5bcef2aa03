package io.github.junitllm.sampling;

import io.github.junitllm.sampling.Gates.Place;
import java.util.List;

/** The samples that have ended, counted in all gates: which others are still needed. Safe for several threads. */
final class Stopping {

    private final Gates gates;
    private final List<GateCount> counts;

    Stopping(Gates gates, boolean stopsEarly) {
        this.gates = gates;
        this.counts = gates.all().stream()
                .map(gate -> new GateCount(gate, stopsEarly))
                .toList();
    }

    /** Whether the eval has such a sample at all. */
    boolean plans(String caseId, int number) {
        return gates.places(caseId, number).length > 0;
    }

    /** Whether the sample can still change a verdict. */
    synchronized boolean needs(String caseId, int number) {
        for (Place place : gates.places(caseId, number)) {
            if (counts.get(place.gate()).isOpen()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the sample counts in a verdict: those under way when it was decided do not. */
    synchronized boolean counts(String caseId, int number) {
        for (Place place : gates.places(caseId, number)) {
            if (counts.get(place.gate()).counted(place.position())) {
                return true;
            }
        }
        return false;
    }

    synchronized void ended(String caseId, int number, Outcome outcome) {
        for (Place place : gates.places(caseId, number)) {
            counts.get(place.gate()).ended(place.position(), outcome);
        }
    }

    /** Whether every gate has all the samples it needs. */
    synchronized boolean isComplete() {
        return counts.stream().noneMatch(GateCount::isOpen);
    }

    synchronized List<GateRuling> rulings() {
        return counts.stream().map(GateCount::ruling).toList();
    }
}
