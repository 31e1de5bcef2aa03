package io.github.junitllm.sampling;

import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.ExactBinomial;
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

    /**
     * The chance of so few passes, or fewer, at the claimed rate: exact for a fixed number of samples, of which those left out count
     * as passed; for other rules no more is known than that a FAIL is rarer than its error.
     */
    double pValue() {
        RateClaim claim = gate.rule().rate().orElseThrow();
        if (tally.scored() == 0) {
            return 1;
        }
        if (!(gate.rule() instanceof Rule.TheseCases)) {
            return verdict == RateVerdict.FAIL ? 1 - claim.confidence() : 1;
        }
        int rest = gate.trials() - counted;
        return ExactBinomial.less(tally.passed() + tally.unsure() + rest, tally.scored() + rest, claim.passRate());
    }
}
