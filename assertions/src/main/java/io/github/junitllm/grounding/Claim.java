package io.github.junitllm.grounding;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A sentence of an answer and what the passages say to it.
 *
 * @param text the sentence as it stands in the answer
 * @param start offset of its first character in the answer, from 0
 * @param end offset after its last character
 * @param status what was found
 * @param probability how likely it is supported by the embedded signals, 0 to 1, where supported and unsupported claims are
 *     equally frequent
 * @param decidedBy the part that decided: a signal, or the judge
 * @param quote the passage sentence that has most of it; empty where no passage has a word of it
 * @param missing what it has and the passages lack
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Claim(
        String text,
        int start,
        int end,
        ClaimStatus status,
        double probability,
        String decidedBy,
        Optional<Quote> quote,
        List<Missing> missing) {

    /** Copies the list. */
    public Claim {
        missing = List.copyOf(missing);
    }

    /** Whether it is CONTRADICTED or UNSUPPORTED. */
    public boolean isFailed() {
        return status == ClaimStatus.CONTRADICTED || status == ClaimStatus.UNSUPPORTED;
    }

    Claim judged(ClaimStatus verdict) {
        return new Claim(text, start, end, verdict, probability, "the judge", quote, missing);
    }
}
