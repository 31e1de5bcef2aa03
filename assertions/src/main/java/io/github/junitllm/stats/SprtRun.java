package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** A run of a {@link Sprt}. Not safe to share between threads. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class SprtRun {

    /** Closer to a line than this share, rounding does not decide. */
    private static final double TIE = 1e-12;

    private final Sprt test;
    private int samples;
    private int successes;

    SprtRun(Sprt test) {
        this.test = test;
    }

    /**
     * Count one more sample.
     *
     * @throws IllegalStateException when the decision stands
     */
    public void add(boolean passed) {
        if (decision() != SprtDecision.CONTINUE) {
            throw new IllegalStateException("the decision %s stands after %d samples".formatted(decision(), samples));
        }
        samples++;
        successes += passed ? 1 : 0;
    }

    /** The decision so far. */
    public SprtDecision decision() {
        double ratio = logLikelihoodRatio();
        if (ratio >= test.logUpper() * (1 - TIE)) {
            return SprtDecision.ACCEPT_P1;
        }
        return ratio <= test.logLower() * (1 - TIE) ? SprtDecision.ACCEPT_P0 : SprtDecision.CONTINUE;
    }

    /** How much more likely the samples are under p1 than under p0, as a logarithm. */
    public double logLikelihoodRatio() {
        return successes * test.perSuccess() + (samples - successes) * test.perFailure();
    }

    /** The number of samples counted. */
    public int samples() {
        return samples;
    }

    /** The number of samples counted that passed. */
    public int successes() {
        return successes;
    }
}
