package io.github.junitllm.stats;

import java.math.BigDecimal;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** What a standard normal or Student's t number exceeds with a small chance. */
final class CriticalValues {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private CriticalValues() {}

    /** 1 - confidence, of the decimals that it prints as: 1 - 0.95 is 0.05. */
    static double level(double confidence) {
        return miss(confidence).doubleValue();
    }

    private static BigDecimal miss(double confidence) {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(confidence));
    }

    /** Exceeded with chance 1 - confidence. */
    static double normal(double confidence) {
        return NORMAL.inverseSurvivalProbability(level(confidence));
    }

    /** Exceeded, on either side of 0, with chance 1 - confidence in all. */
    static double normalTwoSided(double confidence) {
        return NORMAL.inverseSurvivalProbability(
                miss(confidence).divide(BigDecimal.valueOf(2)).doubleValue());
    }

    /** P(Z >= z). */
    static double normalTail(double z) {
        return NORMAL.survivalProbability(z);
    }

    /** Exceeded with chance 1 - confidence. */
    static double student(double confidence, int degreesOfFreedom) {
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(level(confidence));
    }
}
