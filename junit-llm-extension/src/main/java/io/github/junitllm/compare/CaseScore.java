package io.github.junitllm.compare;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * How the samples of one case ended.
 *
 * @param passed samples that passed
 * @param unsure samples of which nobody could say
 * @param scored samples that passed, failed or were unsure
 * @param errors samples that ended in an error and are not scored
 */
@API(status = INTERNAL, since = "0.1")
public record CaseScore(int passed, int unsure, int scored, int errors) {

    /** Refuses counts that cannot be. */
    public CaseScore {
        if (passed < 0 || unsure < 0 || errors < 0 || passed + unsure > scored) {
            throw new IllegalArgumentException("passed %d, unsure %d, scored %d, errors %d: no counts of samples"
                    .formatted(passed, unsure, scored, errors));
        }
    }

    /** Tells whether the case can make a pair: an error says nothing about the answer. */
    public boolean comparable() {
        return scored > 0 && errors == 0;
    }

    /** Returns the pass rate, with what is unsure as wrong. */
    public double low() {
        return (double) passed / scored;
    }

    /** Returns the pass rate, with what is unsure as right. */
    public double high() {
        return (double) (passed + unsure) / scored;
    }

    /** Returns for example {@code 3 of 5}. */
    public String words() {
        return "%d of %d".formatted(passed, scored);
    }
}
