package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * Two one-sided bounds of a difference of two rates, candidate minus baseline. Each bound alone holds with the confidence c
 * it was asked for; both together hold with 2c - 1.
 *
 * @param lower -1 to 1
 * @param upper -1 to 1, not below {@code lower}
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record DifferenceBounds(double lower, double upper) {

    public DifferenceBounds {
        if (!(-1 <= lower && lower <= upper && upper <= 1)) {
            throw new IllegalArgumentException("bounds %s..%s are not within -1..1".formatted(lower, upper));
        }
    }

    /** With both bounds cut to -1 to 1. */
    static DifferenceBounds cut(double lower, double upper) {
        return new DifferenceBounds(Math.max(-1, lower), Math.min(1, upper));
    }
}
