package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apiguardian.api.API;

/**
 * Statements about a rate that hold at every number of samples at once, so one may look after each (Ville 1939; Robbins 1970;
 * Howard et al. 2021). Arguments out of range give an {@link IllegalArgumentException} that names them.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class AnytimeRates {

    private AnytimeRates() {}

    /**
     * Give the evidence that a rate is above a threshold: the logarithm of the likelihood ratio, mixed uniformly over all higher
     * rates. At ln(1 / a) or more, a rate at or below the threshold is rejected with an error of at most a.
     *
     * @param successes 0 or more
     * @param failures 0 or more
     * @param threshold above 0 and below 1
     */
    public static double logEvidenceAbove(int successes, int failures, double threshold) {
        require(successes, failures);
        Ranges.requireWithin("threshold", threshold);
        return logMixture(successes, failures, oddsOfMiss(threshold));
    }

    /** Give the evidence that a rate is below a threshold; the parameters are those of {@link #logEvidenceAbove}. */
    public static double logEvidenceBelow(int successes, int failures, double threshold) {
        require(successes, failures);
        Ranges.requireWithin("threshold", threshold);
        return logMixture(failures, successes, 1 / oddsOfMiss(threshold));
    }

    private static double oddsOfMiss(double threshold) {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(threshold)).doubleValue() / threshold;
    }

    /**
     * The incomplete beta function of whole numbers is a binomial sum. Over the likelihood at the threshold its terms are 1,
     * then each the one before times i / (misses + 2 + hits - i) * odds, all over misses + 1; in logarithms none overflows.
     */
    private static double logMixture(int hits, int misses, double odds) {
        double logTerm = 0;
        double logLargest = 0;
        double sum = 1;
        for (int i = hits; i >= 1; i--) {
            logTerm += Math.log(i * odds / ((double) misses + 2 + hits - i));
            if (logTerm > logLargest) {
                sum = sum * Math.exp(logLargest - logTerm) + 1;
                logLargest = logTerm;
            } else {
                sum += Math.exp(logTerm - logLargest);
            }
        }
        return logLargest + Math.log(sum) - Math.log(misses + 1.0);
    }

    /**
     * Give the confidence sequence: all rates that the samples so far do not reject (Robbins 1970).
     *
     * @param successes 0 or more
     * @param failures 0 or more
     * @param confidence that it holds at every number of samples, 0.5 to below 1
     */
    public static Bounds bounds(int successes, int failures, double confidence) {
        require(successes, failures);
        Ranges.requireConfidence(confidence);
        double least = LogBeta.value(successes + 1.0, failures + 1.0) + Math.log(CriticalValues.level(confidence));
        double samples = Math.max(1, (double) successes + failures);
        return new Bounds(
                successes == 0
                        ? 0
                        : Halving.least(
                                0, successes / samples, rate -> logLikelihood(rate, successes, failures) >= least),
                failures == 0
                        ? 1
                        : 1
                                - Halving.least(
                                        0,
                                        failures / samples,
                                        rate -> logLikelihood(rate, failures, successes) >= least));
    }

    private static double logLikelihood(double rate, int hits, int misses) {
        return hits * Math.log(rate) + (misses == 0 ? 0 : misses * Math.log1p(-rate));
    }

    private static void require(int successes, int failures) {
        Ranges.requireNotNegative("successes", successes);
        Ranges.requireNotNegative("failures", failures);
    }
}
