package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * Passed samples of all samples.
 *
 * @param successes 0 to {@code trials}
 * @param trials 1 or more
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Tally(int successes, int trials) {

    /**
     * Check the counts.
     *
     * @throws IllegalArgumentException when a count is out of range
     */
    public Tally {
        Ranges.requireTrials(trials);
        Ranges.requireCount("successes", successes, trials);
    }

    /** Give the share of successes, 0 to 1. */
    public double rate() {
        return (double) successes / trials;
    }

    int failures() {
        return trials - successes;
    }
}
