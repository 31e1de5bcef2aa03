package io.github.junitllm.sampling;

import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.RateVerdict;
import java.util.Map;
import java.util.Optional;

/**
 * What the samples of one gate say.
 *
 * @param gate the gate
 * @param tally of the samples that count
 * @param counted number of samples that count; the others of the gate were not needed
 * @param verdict the verdict
 * @param bounds one-sided bounds of the rate, empty when no sample was scored
 * @param perCase by case id
 */
record GateRuling(
        Gate gate, Tally tally, int counted, RateVerdict verdict, Optional<Bounds> bounds, Map<String, Tally> perCase) {

    static final double USUAL_CONFIDENCE = 0.95;

    static double confidence(Rule rule) {
        return rule.rate().map(RateClaim::confidence).orElse(USUAL_CONFIDENCE);
    }

    double confidence() {
        return confidence(gate.rule());
    }
}
