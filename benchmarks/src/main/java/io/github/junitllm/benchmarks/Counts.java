package io.github.junitllm.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/** Counts how often something held, per source and figure. */
final class Counts {

    private record Key(String source, String figure) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int bySource = source.compareTo(other.source);
            return bySource == 0 ? figure.compareTo(other.figure) : bySource;
        }
    }

    private final Map<Key, int[]> counts = new TreeMap<>();

    boolean add(String source, String figure, boolean held) {
        int[] count = counts.computeIfAbsent(new Key(source, figure), key -> new int[2]);
        count[0] += held ? 1 : 0;
        count[1]++;
        return held;
    }

    void print(Figures out) {
        counts.forEach((key, count) -> out.count(key.source, key.figure, count[0], count[1]));
    }
}
