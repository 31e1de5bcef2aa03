package io.github.junitllm.judge;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * An answer that a person has judged.
 *
 * @param id unique in its file
 * @param given texts that belong to it, as {@link LlmJudge#given} takes them: {@code question}, {@code context}
 * @param answer what was judged
 * @param good whether the person lets it pass
 * @param label as the person wrote it
 * @param by who that was
 * @param on the day
 * @param reason in the person's words, empty when none is given
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record LabelledAnswer(
        String id,
        Map<String, String> given,
        String answer,
        boolean good,
        String label,
        String by,
        LocalDate on,
        String reason) {

    /** Copies the map. */
    public LabelledAnswer {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }
}
