package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * Whether paired differences are lower, or other, than chance: if nothing changed, each could as well have had the other sign
 * (Fisher 1935).
 *
 * @param worse share of the sign patterns whose sum is as low as the observed one or lower: one-sided p-value of a candidate
 *     below the baseline, 0 to 1
 * @param changed share of the sign patterns whose sum is as far from 0: two-sided p-value, 0 to 1
 * @param error standard error of both by Monte Carlo, at most; empty when both are exact
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record SignFlip(double worse, double changed, OptionalDouble error) {

    /** Differences on no common grid are counted exactly up to so many that are not 0; beyond, they are simulated. */
    public static final int MOST_OFF_GRID = 40;

    /**
     * Test differences, candidate minus baseline, in any unit. The test is exact for any number of differences that are
     * multiples of a common fraction, as those of pass rates are (of 1/n, n up to 10,000, with a sum of up to five million
     * such steps), and for up to {@link #MOST_OFF_GRID} others. More of those are simulated, always with the same 400,000
     * sign patterns.
     *
     * @throws IllegalArgumentException when there are none or one is not finite
     */
    public static SignFlip of(List<Double> differences) {
        Ranges.requireSome("differences", differences);
        differences.forEach(difference -> Ranges.requireFinite("a difference", difference));
        return SignedSums.test(
                differences.stream().mapToDouble(difference -> difference).toArray());
    }
}
