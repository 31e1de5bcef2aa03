package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * The numbers of passed samples that decide a claim at a fixed number of trials.
 *
 * <p>With a tolerance and many trials the two may overlap (a rate can be shown to lie above 0.85 and below 0.90); PASS
 * then wins, because a tolerance says that such a rate is good enough.
 *
 * @param passAtLeast so many or more are PASS; empty when not even all of them would do
 * @param failAtMost so many or fewer are FAIL, unless they are PASS; empty when not even none would do
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record CriticalCounts(OptionalInt passAtLeast, OptionalInt failAtMost) {

    /** Give the verdict on so many successes; the caller answers for their being at most the number of trials. */
    public RateVerdict verdict(int successes) {
        if (passAtLeast.isPresent() && successes >= passAtLeast.getAsInt()) {
            return RateVerdict.PASS;
        }
        if (failAtMost.isPresent() && successes <= failAtMost.getAsInt()) {
            return RateVerdict.FAIL;
        }
        return RateVerdict.INCONCLUSIVE;
    }
}
