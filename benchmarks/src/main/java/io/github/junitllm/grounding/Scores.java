package io.github.junitllm.grounding;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rows with what a rule says of them: above 0 it holds them for supported. */
record Scores(List<Scored> rows) {

    /** A row and its score. */
    record Scored(GroundedRow row, double score) {

        boolean right() {
            return (score >= 0) == row.supported();
        }
    }

    Map<String, Scores> bySource() {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        scored -> scored.row().source(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), Scores::new)));
    }

    /** Mean of the shares that are right among supported and among unsupported rows; empty where one of them has no row. */
    OptionalDouble balancedAccuracy() {
        OptionalDouble supported = rightOf(true);
        OptionalDouble unsupported = rightOf(false);
        return supported.isEmpty() || unsupported.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((supported.getAsDouble() + unsupported.getAsDouble()) / 2);
    }

    private OptionalDouble rightOf(boolean supported) {
        return rows.stream()
                .filter(scored -> scored.row().supported() == supported)
                .mapToDouble(scored -> scored.right() ? 1 : 0)
                .average();
    }

    /** Mean of the balanced accuracies of the sources. */
    double meanOfSources() {
        return bySource().values().stream()
                .map(Scores::balancedAccuracy)
                .flatMapToDouble(OptionalDouble::stream)
                .average()
                .orElse(Double.NaN);
    }

    /** Share of unsupported rows among the share of rows that look least supported. */
    double precisionAt(double share) {
        List<Boolean> labels = fromLeastSupported();
        int count = Math.max(1, (int) Math.round(labels.size() * share));
        return labels.subList(0, count).stream().filter(supported -> !supported).count() / (double) count;
    }

    /** The largest share of rows, from the least supported on, of which so many are unsupported. */
    double shareAtPrecision(double precision) {
        List<Boolean> labels = fromLeastSupported();
        int unsupported = 0;
        int largest = 0;
        for (int i = 0; i < labels.size(); i++) {
            unsupported += labels.get(i) ? 0 : 1;
            largest = unsupported >= precision * (i + 1) ? i + 1 : largest;
        }
        return largest / (double) labels.size();
    }

    private List<Boolean> fromLeastSupported() {
        List<Scored> sorted = new ArrayList<>(rows);
        sorted.sort(comparingDouble(Scored::score));
        return sorted.stream().map(scored -> scored.row().supported()).toList();
    }
}
