package io.github.junitllm.sampling;

import io.github.junitllm.dataset.GoldenCase;

/**
 * One sample to take: a case and, from 1, the number of the sample of that case.
 *
 * @param golden the case
 * @param number 1 or more
 */
record Sample(GoldenCase golden, int number) {

    String caseId() {
        return golden.id();
    }
}
