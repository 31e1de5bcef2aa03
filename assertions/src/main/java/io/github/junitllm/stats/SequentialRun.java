package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** A run of a {@link SequentialPlan}; it stops at PASS, at FAIL, or when neither can be reached any more. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class SequentialRun implements SampleRun {

    private final SequentialPlan plan;
    private final int passNotBefore;
    private RateVerdict verdict = RateVerdict.INCONCLUSIVE;
    private boolean open = true;
    private int samples;
    private int successes;

    SequentialRun(SequentialPlan plan, int passNotBefore) {
        this.plan = plan;
        this.passNotBefore = passNotBefore;
    }

    @Override
    public void add(boolean passed) {
        if (!open) {
            throw new IllegalStateException("the verdict %s stands after %d samples".formatted(verdict, samples));
        }
        samples++;
        successes += passed ? 1 : 0;
        RateVerdict crossed = plan.verdict(samples, successes);
        boolean tooEarly = crossed == RateVerdict.PASS && samples < passNotBefore;
        verdict = tooEarly ? RateVerdict.INCONCLUSIVE : crossed;
        open = verdict == RateVerdict.INCONCLUSIVE && plan.isOpen(samples, successes);
    }

    /** End the run here, for a reason that is not in its results (a spent budget, say). */
    public void end() {
        open = false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public RateVerdict verdict() {
        return verdict;
    }

    @Override
    public int samples() {
        return samples;
    }

    @Override
    public int successes() {
        return successes;
    }

    /**
     * Give the one-sided bounds of the rate, the lower one at confidence 1 - alpha, the upper one at 1 - beta, by stagewise
     * ordering: they agree with the verdict and hold although the run stopped early.
     *
     * @throws IllegalStateException when the run is open: bounds looked at along the way would not hold
     */
    public Bounds bounds() {
        if (open) {
            throw new IllegalStateException("the run is open after %d samples: no bound holds yet".formatted(samples));
        }
        return samples == 0 ? new Bounds(0, 1) : plan.bounds(samples, successes);
    }
}
