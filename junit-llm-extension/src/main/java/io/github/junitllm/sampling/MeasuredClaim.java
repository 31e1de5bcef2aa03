package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A claim about a number that every sample has, beside the rate at which samples pass. */
sealed interface MeasuredClaim permits MeanOfScores, LatencyQuantile {

    /** The claim in words. */
    String words();

    /** For a table's column. */
    String brief();

    double confidence();

    /** Why so many samples cannot show it, with what would do. */
    Optional<String> infeasible(int cases, int samples);

    /** Decides over the samples that count. */
    MeasuredRuling judge(List<SampleResult> results);

    /** Describes the claim in a result line. */
    void describe(ObjectNode line);
}
