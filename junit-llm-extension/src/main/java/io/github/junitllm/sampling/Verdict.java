package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** What the samples of an eval say together. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Verdict {
    /** The claim is shown. */
    PASS,
    /** The claim is refuted. */
    FAIL,
    /** The samples decide neither way. */
    INCONCLUSIVE,
    /** At least one sample ended in an error, so that the samples planned are not there to decide. */
    ERROR,
    /** Only a part of the samples was selected to run: they are shown, and nothing is concluded. Never green. */
    NONE,
    /** The samples ran in draft mode, on answers that are not recorded yet. Never green. */
    DRAFT
}
