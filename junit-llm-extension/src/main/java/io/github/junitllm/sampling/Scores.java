package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.report.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Where a sample reports numbers, given to an {@link LlmEval} method as a parameter. They stand in the result line of the sample,
 * and {@link MeanClaim} claims something of their mean. Safe for several threads.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Scores {

    private static final int LONGEST_NAME = 100;

    private final List<MeanOfScores> claims;
    private final Map<String, Double> byName = new LinkedHashMap<>();

    Scores(List<MeanOfScores> claims) {
        this.claims = claims;
    }

    /**
     * Reports a score of this sample.
     *
     * @param name up to 100 characters, once per sample
     * @param score a finite number; within the scale of the {@link MeanClaim} where one names it
     * @throws IllegalArgumentException when it is not
     * @throws IllegalStateException when the sample has reported a score of this name before
     */
    public synchronized void add(String name, double score) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of a score is \"%s\", expected 1 to 100 characters, not blank"
                    .formatted(Printable.text(name, LONGEST_NAME)));
        }
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score \"%s\" = %s, expected a finite number".formatted(name, score));
        }
        for (MeanOfScores claim : claims) {
            if (claim.score().equals(name) && (score < claim.low() || score > claim.high())) {
                throw new IllegalArgumentException("score \"%s\" = %s, but @MeanClaim says low = %s, high = %s"
                        .formatted(name, score, claim.low(), claim.high()));
            }
        }
        if (byName.putIfAbsent(name, score) != null) {
            throw new IllegalStateException(
                    "score \"%s\" was reported before in this sample; report the mean, or give it another name"
                            .formatted(name));
        }
    }

    synchronized Map<String, Double> all() {
        return Map.copyOf(byName);
    }

    /** The names that a claim asks for and the sample did not report. */
    synchronized List<String> missing() {
        return claims.stream()
                .map(MeanOfScores::score)
                .filter(name -> !byName.containsKey(name))
                .toList();
    }
}
