package io.github.junitllm.sampling;

import io.github.junitllm.stats.RateVerdict;
import java.util.OptionalDouble;

/**
 * What the samples say about a claim of something measured.
 *
 * @param verdict the verdict
 * @param samples number of samples that count
 * @param without those of them that have no such number, and count against PASS and against FAIL
 * @param estimate of those that have one; empty when none has
 * @param lower one-sided lower bound, empty when there is none
 * @param upper one-sided upper bound, empty when there is none
 * @param line what is said of it
 */
record MeasuredRuling(
        RateVerdict verdict,
        int samples,
        int without,
        OptionalDouble estimate,
        OptionalDouble lower,
        OptionalDouble upper,
        String line) {}
