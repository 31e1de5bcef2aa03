package io.github.junitllm.sampling;

/**
 * One sample to take: a case and, from 1, the number of the sample of that case.
 *
 * @param evalCase the case
 * @param number 1 or more
 */
record Sample(EvalCase evalCase, int number) {

    String caseId() {
        return evalCase.id();
    }
}
