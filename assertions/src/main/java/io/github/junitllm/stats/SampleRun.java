package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** Samples that come one by one until the verdict stands. Not safe to share between threads. */
@API(status = EXPERIMENTAL, since = "0.1")
public sealed interface SampleRun permits CurtailedRun, SequentialRun {

    /**
     * Count one more sample.
     *
     * @throws IllegalStateException when the run is not open: a sample after the verdict must not change it
     */
    void add(boolean passed);

    /** Whether another sample could change the verdict. */
    boolean isOpen();

    /** The verdict that stands once the run is not open; INCONCLUSIVE before. */
    RateVerdict verdict();

    /** The number of samples counted. */
    int samples();

    /** The number of samples counted that passed. */
    int successes();
}
