package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * How runs of a sequential plan end at a true rate.
 *
 * @param pass chance of PASS, 0 to 1
 * @param fail chance of FAIL, 0 to 1
 * @param inconclusive chance of neither, 0 to 1
 * @param expectedSamples the mean number of samples
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record SequentialProspect(double pass, double fail, double inconclusive, double expectedSamples) {}
