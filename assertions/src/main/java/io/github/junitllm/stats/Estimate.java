package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * An estimate and its standard error, in the unit of the estimate.
 *
 * @param standardError 0 or more
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Estimate(double value, double standardError) {}
