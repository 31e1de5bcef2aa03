package io.github.junitllm.judge;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * One answer of a judge.
 *
 * @param verdict a Boolean, Integer, String, or Map of criteria to Boolean, by the scale of the rubric
 * @param reason in the judge's words
 * @param evidence what it quotes of the answer
 * @param misquoted those quotes that do not stand in the answer
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Vote(Object verdict, String reason, List<String> evidence, List<String> misquoted) {

    /** Copies the lists. */
    public Vote {
        evidence = List.copyOf(evidence);
        misquoted = List.copyOf(misquoted);
    }
}
