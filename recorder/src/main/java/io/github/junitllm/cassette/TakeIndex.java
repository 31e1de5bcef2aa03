package io.github.junitllm.cassette;

import io.github.junitllm.exchange.Exchange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds takes by key, sample and occurrence, in time that does not depend on their number. */
final class TakeIndex {

    private final Map<Slot, Exchange> takes = new HashMap<>();
    private final Map<String, Map<Integer, Set<Integer>>> samples = new HashMap<>();

    private record Slot(String key, int sample, int occurrence) {}

    /**
     * Adds a take under its occurrence, or the next that is free: two requests that were recorded as different ones can be
     * equal under the rules of today. Returns that occurrence.
     */
    int add(String key, Exchange take) {
        Set<Integer> occurrences = samples.computeIfAbsent(key, none -> new HashMap<>())
                .computeIfAbsent(take.sample(), none -> new HashSet<>());
        int occurrence = take.occurrence();
        while (!occurrences.add(occurrence)) {
            occurrence++;
        }
        takes.put(new Slot(key, take.sample(), occurrence), take);
        return occurrence;
    }

    Optional<Exchange> find(String key, int sample, int occurrence) {
        return Optional.ofNullable(takes.get(new Slot(key, sample, occurrence)));
    }

    List<Exchange> of(String key, int sample) {
        return samples.getOrDefault(key, Map.of()).getOrDefault(sample, Set.of()).stream()
                .flatMap(occurrence -> find(key, sample, occurrence).stream())
                .toList();
    }

    Set<Integer> samplesWith(String key) {
        return samples.getOrDefault(key, Map.of()).keySet();
    }

    int size(String key) {
        return samples.getOrDefault(key, Map.of()).values().stream()
                .mapToInt(Set::size)
                .sum();
    }

    void remove(String key, Exchange take) {
        Map<Integer, Set<Integer>> bySample = samples.getOrDefault(key, Map.of());
        Set<Integer> occurrences = bySample.getOrDefault(take.sample(), Set.of());
        occurrences.removeIf(occurrence -> {
            Slot slot = new Slot(key, take.sample(), occurrence);
            return takes.remove(slot, take);
        });
        if (occurrences.isEmpty() && bySample.containsKey(take.sample())) {
            bySample.remove(take.sample());
        }
    }
}
