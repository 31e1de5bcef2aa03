package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * Two one-sided bounds of a rate. Each bound alone holds with the confidence c it was asked for; both together hold with
 * 2c - 1.
 *
 * @param lower 0 to 1
 * @param upper 0 to 1, not below {@code lower}
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Bounds(double lower, double upper) {

    public Bounds {
        if (!(0 <= lower && lower <= upper && upper <= 1)) {
            throw new IllegalArgumentException("bounds %s..%s are not within 0..1".formatted(lower, upper));
        }
    }
}
