package io.github.junitllm.grounding;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/** Decides what the embedded signals cannot: a language model, an NLI model, or a rule of your own. Asked only about unsure claims. */
@FunctionalInterface
@API(status = EXPERIMENTAL, since = "0.1")
public interface GroundingJudge {

    /**
     * Judges one claim.
     *
     * @param claim the sentence
     * @param passages all passages, in their order
     * @return what it is; UNSURE leaves it open
     */
    ClaimStatus judge(String claim, List<String> passages);
}
