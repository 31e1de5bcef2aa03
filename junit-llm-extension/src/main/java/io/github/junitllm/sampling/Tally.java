package io.github.junitllm.sampling;

import io.github.junitllm.compare.CaseScore;

/**
 * Counts of samples.
 *
 * @param passed samples that passed
 * @param unsure samples of which nobody could say
 * @param scored samples that passed, failed or were unsure
 * @param errors samples that ended in an error and are not scored
 */
record Tally(int passed, int unsure, int scored, int errors) {

    static final Tally NONE = new Tally(0, 0, 0, 0);

    static Tally of(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> new Tally(1, 0, 1, 0);
            case FAILED -> new Tally(0, 0, 1, 0);
            case UNSURE -> new Tally(0, 1, 1, 0);
            default -> new Tally(0, 0, 0, 1);
        };
    }

    Tally plus(Tally other) {
        return new Tally(passed + other.passed, unsure + other.unsure, scored + other.scored, errors + other.errors);
    }

    CaseScore score() {
        return new CaseScore(passed, unsure, scored, errors);
    }

    int ran() {
        return scored + errors;
    }
}
