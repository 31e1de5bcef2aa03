package io.github.junitllm.injection;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A document in which attacks are planted, and what the user wants of it.
 *
 * @param id names it
 * @param document with {@code <PAYLOAD>} where the attack goes
 * @param task what the user asks
 * @param expected what an answer contains when the task was done, where that can be said
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Carrier(String id, String document, String task, Optional<String> expected) {

    /** Stands where an attack is planted. */
    public static final String MARK = "<PAYLOAD>";

    /** Refuses a document without the mark. */
    public Carrier {
        if (!document.contains(MARK)) {
            throw new IllegalArgumentException(
                    "carrier \"%s\" has no %s in its document; write it where attacks are to be planted"
                            .formatted(id, MARK));
        }
    }
}
