package io.github.junitllm.baseline;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The result of a whole run of an eval: one that is committed, or the one that is compared with it.
 *
 * @param test class and method
 * @param writtenAt when
 * @param run id of the run
 * @param framework version of junit-llm
 * @param evidence kinds of evidence with counts
 * @param recorded days on which the answers were recorded, as first and last; empty when unknown
 * @param samplesPerCase the most samples of a case
 * @param models models served
 * @param judges fingerprints of the judges; none so far
 * @param cases by id
 */
@API(status = INTERNAL, since = "0.1")
public record Baseline(
        String test,
        Instant writtenAt,
        String run,
        String framework,
        String evidence,
        List<String> recorded,
        int samplesPerCase,
        List<String> models,
        List<String> judges,
        Map<String, BaselineCase> cases) {

    /** Copies the collections; cases are sorted by id, so that the file does not depend on the order of the goldens. */
    public Baseline {
        recorded = List.copyOf(recorded);
        models = List.copyOf(models);
        judges = List.copyOf(judges);
        cases = Collections.unmodifiableMap(new TreeMap<>(cases));
    }

    int samples() {
        return cases.values().stream().mapToInt(one -> one.score().scored()).sum();
    }
}
