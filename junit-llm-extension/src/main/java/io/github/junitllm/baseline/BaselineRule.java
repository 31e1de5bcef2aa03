package io.github.junitllm.baseline;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.compare.PairedCases;
import io.github.junitllm.stats.RateVerdict;
import org.apiguardian.api.API;

/**
 * How a run is compared with its baseline.
 *
 * @param margin mean drop of the pass rate that is still good enough, above 0 and below 1
 * @param confidence of the bound, and 1 minus the p-value that fails
 * @param missingCasesFail whether cases that stand only in the baseline make an error
 * @param newCasesFail whether cases that stand only in the run make an error
 */
@API(status = INTERNAL, since = "0.1")
public record BaselineRule(double margin, double confidence, boolean missingCasesFail, boolean newCasesFail) {

    /**
     * Returns PASS when the stabilised lower bound of the mean difference exceeds {@code -margin}, FAIL when the one-sided sign
     * flip is at most 1 - confidence, else INCONCLUSIVE.
     */
    public RateVerdict verdict(PairedCases paired) {
        if (paired.difference()
                .filter(difference -> difference.lower().orElseThrow() > -margin)
                .isPresent()) {
            return RateVerdict.PASS;
        }
        return paired.worse().orElse(1) <= 1 - confidence ? RateVerdict.FAIL : RateVerdict.INCONCLUSIVE;
    }
}
