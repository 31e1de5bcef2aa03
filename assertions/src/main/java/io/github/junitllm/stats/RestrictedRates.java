package io.github.junitllm.stats;

/**
 * The most likely rates among those that differ by a given amount. Their likelihood is concave, so halving finds its top;
 * the closed root of the cubic loses half of the digits where roots meet.
 */
final class RestrictedRates {

    private RestrictedRates() {}

    /** The standard error of the difference of the rates, were these the true ones. */
    static double standardError(TwoRates rates, double difference) {
        double baseline = baseline(rates, difference);
        double candidate = baseline + difference;
        return Math.sqrt(variance(candidate, rates.candidate()) + variance(baseline, rates.baseline()));
    }

    private static double variance(double rate, Tally tally) {
        return Math.max(0, rate * (1 - rate)) / tally.trials();
    }

    private static double baseline(TwoRates rates, double difference) {
        double low = Math.max(0, -difference);
        double high = Math.min(1, 1 - difference);
        if (slope(rates, low, difference) <= 0) {
            return low;
        }
        if (slope(rates, high, difference) >= 0) {
            return high;
        }
        return Halving.least(low, high, rate -> slope(rates, rate, difference) <= 0);
    }

    private static double slope(TwoRates rates, double baseline, double difference) {
        return slope(rates.candidate(), baseline + difference) + slope(rates.baseline(), baseline);
    }

    private static double slope(Tally tally, double rate) {
        return ratio(tally.successes(), rate) - ratio(tally.failures(), 1 - rate);
    }

    /** Nothing seen says nothing, even at a rate of 0. */
    private static double ratio(int count, double rate) {
        return count == 0 ? 0 : count / Math.max(0, rate);
    }
}
