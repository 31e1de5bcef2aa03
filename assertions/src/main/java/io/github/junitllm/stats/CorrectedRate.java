package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A pass rate corrected for the errors of the judge, with a two-sided interval.
 *
 * @param unclipped the estimate as computed; it may fall outside 0 to 1
 * @param estimate the same moved into 0 to 1
 * @param standardError of {@code unclipped}, 0 or more
 * @param interval around {@code unclipped}, cut to 0 to 1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record CorrectedRate(double unclipped, double estimate, double standardError, Bounds interval) {}
