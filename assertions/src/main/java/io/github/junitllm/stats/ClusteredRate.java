package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * A rate of observations in clusters.
 *
 * @param estimate 0 to 1
 * @param standardError 0 or more; empty for a single cluster
 * @param bounds one-sided; empty when the standard error is empty or 0
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ClusteredRate(double estimate, OptionalDouble standardError, Optional<Bounds> bounds) {}
