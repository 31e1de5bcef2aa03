package io.github.junitllm.compare;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.stats.SignFlip;
import io.github.junitllm.stats.StabilisedDifference;
import io.github.junitllm.stats.StabilisedMeans;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;

/**
 * The same cases in two results: how far the candidate's pass rates differ from the reference's.
 *
 * @param pairs one per case
 * @param difference mean difference, candidate minus reference, with stabilised one-sided bounds; empty below two pairs. What
 *     is unsure counts against the candidate in the lower bound, and for it in the upper one.
 * @param worse one-sided p-value of the sign flip for a candidate below the reference; empty without pairs
 */
@API(status = INTERNAL, since = "0.1")
public record PairedCases(List<Pair> pairs, Optional<StabilisedDifference> difference, OptionalDouble worse) {

    private static final int MOST_PAIRS = 10_000;

    /** Copies the list. */
    public PairedCases {
        pairs = List.copyOf(pairs);
    }

    /**
     * One case in both results.
     *
     * @param id id of the case
     */
    public record Pair(String id, CaseScore candidate, CaseScore reference) {

        double difference() {
            return candidate.low() - reference.low();
        }

        /** Returns the case with its counts, for example {@code late (5 of 5 -> 3 of 5)}. */
        public String words() {
            return "%s (%s -> %s)".formatted(id, reference.words(), candidate.words());
        }
    }

    /** Compares at a confidence of each bound alone. */
    public static PairedCases of(List<Pair> pairs, double confidence) {
        if (pairs.isEmpty()) {
            return new PairedCases(pairs, Optional.empty(), OptionalDouble.empty());
        }
        List<Double> trusting = new ArrayList<>();
        pairs.forEach(
                pair -> trusting.add(pair.candidate().high() - pair.reference().low()));
        Optional<StabilisedDifference> low = difference(pairs, CaseScore::low, CaseScore::high, confidence);
        Optional<StabilisedDifference> plain = difference(pairs, CaseScore::low, CaseScore::low, confidence);
        Optional<StabilisedDifference> high = difference(pairs, CaseScore::high, CaseScore::low, confidence);
        return new PairedCases(
                pairs,
                plain.map(middle -> new StabilisedDifference(
                        middle.mean(),
                        low.orElseThrow().lower(),
                        high.orElseThrow().upper())),
                OptionalDouble.of(SignFlip.of(trusting).worse()));
    }

    private static Optional<StabilisedDifference> difference(
            List<Pair> pairs,
            ToDoubleFunction<CaseScore> candidate,
            ToDoubleFunction<CaseScore> reference,
            double confidence) {
        return Optional.of(StabilisedMeans.difference(
                        pairs.stream()
                                .map(pair -> candidate.applyAsDouble(pair.candidate()))
                                .toList(),
                        pairs.stream()
                                .map(pair -> reference.applyAsDouble(pair.reference()))
                                .toList(),
                        confidence))
                .filter(bounded -> bounded.lower().isPresent());
    }

    /** Returns the cases whose pass rate is lower than the reference's. */
    public List<String> lower() {
        return words(pair -> pair.difference() < 0);
    }

    /** Returns the cases whose pass rate is higher than the reference's. */
    public List<String> higher() {
        return words(pair -> pair.difference() > 0);
    }

    private List<String> words(Predicate<Pair> chosen) {
        return pairs.stream().filter(chosen).map(Pair::words).toList();
    }

    /**
     * Returns the least number of pairs, all of one difference, whose lower bound is above what is required; empty when 10,000
     * are not enough.
     *
     * @param difference of every pair, candidate minus reference, -1 to 1
     * @param required -1 to 1
     */
    public static OptionalInt leastPairs(double difference, double required, double confidence) {
        int tooFew = 1;
        int enough = MOST_PAIRS;
        if (lowerBound(difference, enough, confidence) <= required) {
            return OptionalInt.empty();
        }
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (lowerBound(difference, middle, confidence) > required) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return OptionalInt.of(enough);
    }

    /** Returns the lower bound for so many pairs, 2 or more, all of one difference. */
    public static double lowerBound(double difference, int pairs, double confidence) {
        return StabilisedMeans.difference(
                        Collections.nCopies(pairs, 1 + Math.min(0, difference)),
                        Collections.nCopies(pairs, 1 - Math.max(0, difference)),
                        confidence)
                .lower()
                .orElseThrow();
    }
}
