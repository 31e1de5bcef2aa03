package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A mean of case means, and what it says about cases like these.
 *
 * @param mean of the case means, 0 to 1
 * @param effectiveSamples how many independent samples the case means are worth
 * @param bounds one-sided bounds of the mean over cases like these
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record StabilisedMean(double mean, double effectiveSamples, Bounds bounds) {}
