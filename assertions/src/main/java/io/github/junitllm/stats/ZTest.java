package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A test by the normal approximation.
 *
 * @param z how many standard errors the observation lies on the far side of the hypothesis
 * @param p the chance of so much or more under the hypothesis, 0 to 1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ZTest(double z, double p) {}
