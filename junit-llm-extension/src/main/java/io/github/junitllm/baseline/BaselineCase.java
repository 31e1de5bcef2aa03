package io.github.junitllm.baseline;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.compare.CaseScore;
import java.util.List;
import org.apiguardian.api.API;

/**
 * One case of a baseline.
 *
 * @param score how its samples ended
 * @param messages hash of the messages of the first call, the case's own text included, empty when there was none
 * @param takes one hash per sample of the answers it rests on
 */
@API(status = INTERNAL, since = "0.1")
public record BaselineCase(CaseScore score, String messages, List<String> takes) {

    /** Copies the list. */
    public BaselineCase {
        takes = List.copyOf(takes);
    }

    /** Tells whether the two rest on an answer that is the same one, so that they cannot be compared. */
    boolean sharesTakesWith(BaselineCase other) {
        return takes.stream().anyMatch(other.takes::contains);
    }
}
