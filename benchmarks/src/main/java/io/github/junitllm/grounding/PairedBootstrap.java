package io.github.junitllm.grounding;

import io.github.junitllm.grounding.Scores.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The difference of two rules in the mean balanced accuracy over sources, with groups drawn again within each source: rows of one
 * group are no evidence of their own.
 *
 * @param low the 2.5th percentile of the difference
 * @param high the 97.5th percentile
 * @param notAbove share of the draws in which the first rule is not better
 */
record PairedBootstrap(double low, double high, double notAbove) {

    private static final int DRAWS = 4_000;
    private static final long SEED = 20261125;

    /** Per label: rows, rows that the first rule has right, rows that the second has right. */
    private static final class Group {
        private final int[] supported = new int[3];
        private final int[] unsupported = new int[3];
    }

    static PairedBootstrap of(Scores first, Scores second) {
        List<List<Group>> sources = sources(first, second);
        SplittableRandom random = new SplittableRandom(SEED);
        double[] differences = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            differences[draw] = sources.stream()
                    .mapToDouble(groups -> difference(groups, random))
                    .filter(Double::isFinite)
                    .average()
                    .orElse(0);
        }
        Arrays.sort(differences);
        long notAbove = Arrays.stream(differences).filter(value -> value <= 0).count();
        return new PairedBootstrap(
                differences[DRAWS / 40], differences[DRAWS - 1 - DRAWS / 40], notAbove / (double) DRAWS);
    }

    private static double difference(List<Group> groups, SplittableRandom random) {
        int[] supported = new int[3];
        int[] unsupported = new int[3];
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(random.nextInt(groups.size()));
            for (int j = 0; j < 3; j++) {
                supported[j] += group.supported[j];
                unsupported[j] += group.unsupported[j];
            }
        }
        return (share(supported, 1) + share(unsupported, 1) - share(supported, 2) - share(unsupported, 2)) / 2;
    }

    private static double share(int[] counts, int of) {
        return counts[of] / (double) counts[0];
    }

    private static List<List<Group>> sources(Scores first, Scores second) {
        Map<String, Map<String, Group>> sources = new LinkedHashMap<>();
        for (int i = 0; i < first.rows().size(); i++) {
            Scored scored = first.rows().get(i);
            GroundedRow row = scored.row();
            Group group = sources.computeIfAbsent(row.source(), key -> new LinkedHashMap<>())
                    .computeIfAbsent(row.group(), key -> new Group());
            int[] counts = row.supported() ? group.supported : group.unsupported;
            counts[0]++;
            counts[1] += scored.right() ? 1 : 0;
            counts[2] += second.rows().get(i).right() ? 1 : 0;
        }
        List<List<Group>> groups = new ArrayList<>();
        sources.values().forEach(source -> groups.add(List.copyOf(source.values())));
        return groups;
    }
}
