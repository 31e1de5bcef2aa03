package io.github.junitllm.grounding;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * Something that a claim has and the passages lack.
 *
 * @param kind what it is
 * @param text how it stands in the claim
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Missing(Kind kind, String text) {

    /** Kinds of what may be missing. */
    @API(status = EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** A number that no passage has, by value. */
        NUMBER,
        /** A year, or a number or name that belongs to a date. */
        DATE,
        /** A number that the passages have, but never with this unit. */
        UNIT,
        /** A word with a capital letter that no passage has. */
        NAME,
        /** A negation where the passage has none, or none where the passage has one. */
        NEGATION,
        /** A word such as "all" or "only" that does not stand where the rest of the claim stands. */
        QUANTIFIER,
        /** A word whose opposite stands in the passage. */
        OPPOSITE,
        /** Any other word that no passage has. */
        WORD
    }

    @Override
    public String toString() {
        return "%s \"%s\"".formatted(kind.name().toLowerCase(Locale.ROOT), text);
    }
}
