package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import org.apiguardian.api.API;

/**
 * A claim about a rate: at least {@code passRate - tolerance} is to be shown, and less than {@code passRate} is a failure.
 * The three numbers count as the decimals they print as: 1 - 0.95 is 0.05 exactly, 0.9 - 0.05 is 0.85 exactly.
 *
 * @param passRate above 0 and below 1
 * @param tolerance 0 or more, below {@code passRate}
 * @param confidence 0.5 or more, below 1; 1 - confidence is the chance of a wrong PASS, and of a wrong FAIL
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record RateClaim(double passRate, double tolerance, double confidence) {

    public RateClaim {
        Ranges.requireWithin("passRate", passRate);
        if (!(tolerance >= 0 && tolerance < passRate)) {
            throw new IllegalArgumentException(
                    "tolerance = %s, allowed are 0 to below passRate = %s".formatted(tolerance, passRate));
        }
        Ranges.requireConfidence(confidence);
    }

    /** Claim a rate at confidence 0.95 without tolerance. */
    public static RateClaim of(double passRate) {
        return new RateClaim(passRate, 0, 0.95);
    }

    /** Give the verdict of bounds that hold by other means than {@link Rates#verdict}, say over cases. */
    public RateVerdict verdict(Bounds bounds) {
        return bounds.lower() >= shown().doubleValue()
                ? RateVerdict.PASS
                : bounds.upper() <= passRate ? RateVerdict.FAIL : RateVerdict.INCONCLUSIVE;
    }

    /** The rate that PASS shows: passRate - tolerance. */
    BigDecimal shown() {
        return BigDecimal.valueOf(passRate).subtract(BigDecimal.valueOf(tolerance));
    }

    BigDecimal failedBelow() {
        return BigDecimal.valueOf(passRate);
    }

    BigDecimal errorRate() {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(confidence));
    }
}
