package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import org.apiguardian.api.API;

/**
 * What a test that may stop early has to keep. The levels and errors count as the decimals they print as.
 *
 * @param passLevel a true rate of this ends in PASS with a chance of at most {@code alpha}; above 0 and below 1
 * @param failLevel a true rate of this ends in FAIL with a chance of at most {@code beta}; {@code passLevel} or more, below 1
 * @param maxSamples the most samples, 1 to {@link SequentialPlan#MOST_SAMPLES}
 * @param alpha above 0, at most 0.5
 * @param beta above 0, at most 0.5
 * @param rho how slowly the errors are spent: by sample n at most the share {@code (n / maxSamples)^rho}; above 0, at most 10
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record SequentialDesign(
        double passLevel, double failLevel, int maxSamples, double alpha, double beta, double rho) {

    private static final double SLOWEST = 10;

    public SequentialDesign {
        Ranges.requireWithin("passLevel", passLevel);
        Ranges.requireWithin("failLevel", failLevel);
        if (failLevel < passLevel) {
            throw new IllegalArgumentException(
                    "failLevel = %s, allowed are passLevel = %s or more".formatted(failLevel, passLevel));
        }
        if (maxSamples < 1 || maxSamples > SequentialPlan.MOST_SAMPLES) {
            throw new IllegalArgumentException(
                    "maxSamples = %d, allowed are 1 to %d".formatted(maxSamples, SequentialPlan.MOST_SAMPLES));
        }
        Ranges.requireError("alpha", alpha);
        Ranges.requireError("beta", beta);
        if (!(rho > 0 && rho <= SLOWEST)) {
            throw new IllegalArgumentException("rho = %s, allowed are above 0 to 10".formatted(rho));
        }
    }

    /** Keep a claim: both errors are 1 - confidence, spent as the square of the share of samples. */
    public static SequentialDesign of(RateClaim claim, int maxSamples) {
        double error = claim.errorRate().doubleValue();
        return new SequentialDesign(claim.shown().doubleValue(), claim.passRate(), maxSamples, error, error, 2);
    }

    /** 1 - failLevel in decimals. */
    double failureLevel() {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(failLevel)).doubleValue();
    }
}
