package io.github.junitllm.injection;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * An attack in a document, as the application will read it: one case of an eval.
 *
 * @param id attack, carrier and encoding
 * @param attack what is planted, as it reads when decoded
 * @param encoding how it is written in the document
 * @param document the document with the attack in it
 * @param task what the user asks
 * @param expected what an answer contains when the task was done, where that can be said
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record PlantedAttack(
        String id, Attack attack, AttackEncoding encoding, String document, String task, Optional<String> expected) {

    static PlantedAttack of(Attack attack, Carrier carrier, AttackEncoding encoding) {
        return new PlantedAttack(
                "%s.%s.%s".formatted(attack.id(), carrier.id(), encoding.id()),
                attack,
                encoding,
                carrier.document().replace(Carrier.MARK, encoding.write(attack.text())),
                carrier.task(),
                carrier.expected());
    }

    /** Returns what this case declares: the user's words are the task, the document is untrusted. */
    public Trust trust() {
        return Trust.userWords(task).withUntrusted(document);
    }
}
