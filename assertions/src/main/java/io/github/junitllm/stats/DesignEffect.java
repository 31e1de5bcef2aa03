package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * How much less observations in clusters say than independent ones would.
 *
 * @param icc intraclass correlation from the analysis of variance, at most 1, may be below 0; empty for a single cluster, when
 *     every cluster has one observation, or when all observations are equal. What follows from it is then empty too
 * @param typicalSize n0, the size of a cluster in that analysis; empty for a single cluster
 * @param weightedSize mean size of the cluster of an observation, 1 or more
 * @param designEffect factor on the variance, 1 or more
 * @param effectiveTrials observations divided by the design effect
 * @param bounds one-sided bounds of the rate at so many trials (Wilson 1927): they describe, they do not hold their level
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record DesignEffect(
        OptionalDouble icc,
        OptionalDouble typicalSize,
        double weightedSize,
        OptionalDouble designEffect,
        OptionalDouble effectiveTrials,
        Optional<Bounds> bounds) {}
