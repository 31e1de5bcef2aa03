package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * Means of observations in clusters and their standard errors, in the unit of the observations. Standard errors over clusters
 * are empty for a single cluster.
 *
 * @param microMean of all observations
 * @param macroMean of the means of the clusters
 * @param clusterError standard error of {@code microMean} with clusters independent, its variance times G / (G - 1) for G
 *     clusters
 * @param clusterErrorUncorrected the same without that factor
 * @param naiveError standard error of {@code microMean} as if every observation were independent; empty for a single one
 * @param macroError standard error of {@code macroMean}
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ClusteredMean(
        int clusters,
        int observations,
        double microMean,
        double macroMean,
        OptionalDouble clusterError,
        OptionalDouble clusterErrorUncorrected,
        OptionalDouble naiveError,
        OptionalDouble macroError) {}
