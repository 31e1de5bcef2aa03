package io.github.junitllm.retrieval;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * What a retriever returned for one question, best first, by the ids of the documents. Definitions follow Manning, Raghavan and
 * Schütze, Introduction to Information Retrieval (2008), chapter 8, and Järvelin and Kekäläinen (2002) for the discounted gain.
 * A measure that is not defined is empty and never 0.
 *
 * @param ids no id twice; may be empty
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Ranking(List<String> ids) {

    /** Copies the list and refuses an id that comes twice. */
    public Ranking {
        ids = List.copyOf(ids);
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (!seen.add(id)) {
                throw new IllegalArgumentException(
                        "the id \"%s\" comes twice in the ranking; keep its best place".formatted(id));
            }
        }
    }

    /** Takes ids in their order. */
    public static Ranking of(String... ids) {
        return new Ranking(List.of(ids));
    }

    /**
     * Share of relevant documents among the first {@code k}. Fewer than {@code k} results count as if the rest were wrong.
     *
     * @param k 1 and more
     */
    public double precisionAt(int k, Set<String> relevant) {
        return found(requireK(k), relevant) / (double) k;
    }

    /**
     * Share of the relevant documents that are among the first {@code k}; empty where none is relevant.
     *
     * @param k 1 and more
     */
    public OptionalDouble recallAt(int k, Set<String> relevant) {
        requireK(k);
        return relevant.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(found(k, relevant) / (double) relevant.size());
    }

    /** 1 by the place of the first relevant document, 0 where none was returned; empty where none is relevant. */
    public OptionalDouble reciprocalRank(Set<String> relevant) {
        if (relevant.isEmpty()) {
            return OptionalDouble.empty();
        }
        for (int i = 0; i < ids.size(); i++) {
            if (relevant.contains(ids.get(i))) {
                return OptionalDouble.of(1.0 / (i + 1));
            }
        }
        return OptionalDouble.of(0);
    }

    /**
     * Discounted cumulative gain of the first {@code k} by that of the best order: a gain at place i counts by 1 / log2(i + 1).
     * Empty where no document has a gain.
     *
     * @param k 1 and more
     * @param gains gain of each relevant document, 0 and more, finite; documents that are not named have 0
     */
    public OptionalDouble ndcgAt(int k, Map<String, Double> gains) {
        requireK(k);
        gains.forEach((id, gain) -> {
            if (!(gain >= 0 && gain < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the gain of \"%s\" is %s, allowed are 0 and more".formatted(id, gain));
            }
        });
        List<Double> ideal =
                gains.values().stream().sorted(Comparator.reverseOrder()).toList();
        double best = discounted(ideal, k);
        return best == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(discounted(
                                ids.stream()
                                        .map(id -> gains.getOrDefault(id, 0.0))
                                        .toList(),
                                k)
                        / best);
    }

    /** The same where every relevant document gains 1. */
    public OptionalDouble ndcgAt(int k, Set<String> relevant) {
        return ndcgAt(k, relevant.stream().collect(Collectors.toMap(id -> id, id -> 1.0)));
    }

    /**
     * Mean of the reciprocal ranks of several questions (MRR), those left out where it is not defined; empty where it never is.
     *
     * @param rankings one for each question
     * @param relevant the relevant documents of each question, in the same order
     */
    public static OptionalDouble meanReciprocalRank(List<Ranking> rankings, List<Set<String>> relevant) {
        if (rankings.size() != relevant.size()) {
            throw new IllegalArgumentException(
                    "%d rankings and relevant documents of %d questions; give one of each per question"
                            .formatted(rankings.size(), relevant.size()));
        }
        return IntStream.range(0, rankings.size())
                .mapToObj(i -> rankings.get(i).reciprocalRank(relevant.get(i)))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    private long found(int k, Set<String> relevant) {
        return ids.stream().limit(k).filter(relevant::contains).count();
    }

    private static double discounted(List<Double> gains, int k) {
        double sum = 0;
        for (int i = 0; i < Math.min(k, gains.size()); i++) {
            sum += gains.get(i) * Math.log(2) / Math.log(i + 2.0);
        }
        return sum;
    }

    private static int requireK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k = %d, allowed are 1 and more; write for example 5".formatted(k));
        }
        return k;
    }
}
