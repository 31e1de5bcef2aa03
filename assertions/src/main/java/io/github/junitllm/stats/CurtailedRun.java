package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** A run of fixed size that stops as soon as every completion gives the same verdict: the verdict is that of the full run. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class CurtailedRun implements SampleRun {

    private final CriticalCounts counts;
    private final int trials;
    private int samples;
    private int successes;

    /**
     * Start a run.
     *
     * @param counts what decides after all trials, see {@link Rates#criticalCounts}
     * @param trials size of the full run, 1 or more
     */
    public CurtailedRun(CriticalCounts counts, int trials) {
        Ranges.requireTrials(trials);
        this.counts = counts;
        this.trials = trials;
    }

    @Override
    public void add(boolean passed) {
        if (!isOpen()) {
            throw new IllegalStateException("the verdict %s stands after %d samples".formatted(verdict(), samples));
        }
        samples++;
        successes += passed ? 1 : 0;
    }

    /** More successes never make a verdict worse, so the two extreme completions speak for all. */
    @Override
    public boolean isOpen() {
        return counts.verdict(successes) != counts.verdict(successes + trials - samples);
    }

    @Override
    public RateVerdict verdict() {
        return isOpen() ? RateVerdict.INCONCLUSIVE : counts.verdict(successes);
    }

    @Override
    public int samples() {
        return samples;
    }

    @Override
    public int successes() {
        return successes;
    }

    /** The number of samples of the full run that are not needed; 0 while the run is open. */
    public int saved() {
        return isOpen() ? 0 : trials - samples;
    }
}
