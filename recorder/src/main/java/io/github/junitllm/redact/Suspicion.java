package io.github.junitllm.redact;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * Something that no rule knows and that still looks like a credential after redaction. It never holds more than the first
 * four characters.
 *
 * @param kind what it looks like
 * @param place where it stands, for people: a JSON Pointer, in a stream with the number of the event from 1
 * @param pointer the JSON Pointer alone, empty where there is no JSON
 * @param beginning its first characters, at most 4
 * @param length its number of characters
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Suspicion(String kind, String place, String pointer, String beginning, int length) {

    static Suspicion randomText(String place, String pointer, String token) {
        return new Suspicion("text that looks random", place, pointer, token.substring(0, 4), token.length());
    }

    /**
     * Returns the message: what, where, and what to do.
     *
     * @param what where the place is, for example {@code "the request to openai"}
     */
    public String message(String what) {
        String allow = pointer.isEmpty()
                ? ""
                : ", or allow the place with junit.llm.redact.allow=%s if it is none".formatted(pointer);
        return "not stored: %s holds %s at %s, %d characters starting with \"%s\"; take it out if it is a secret, or have it redacted with junit.llm.redact.patterns or junit.llm.redact.names%s"
                .formatted(what, kind, place, length, beginning, allow);
    }
}
