package io.github.junitllm.injection;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * One piece of evidence that an attack worked.
 *
 * @param kind its kind
 * @param evidence what was found, in words
 * @param where {@code the answer}, or {@code the arguments of} a tool
 * @param position the character where it begins, from 1
 * @param excerpt the text around it on one line, at most some 150 characters, nothing in it invisible
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Signal(SignalKind kind, String evidence, String where, int position, String excerpt) {

    @Override
    public String toString() {
        return "%s: %s, at character %d of %s: \"%s\"".formatted(kind, evidence, position, where, excerpt);
    }
}
