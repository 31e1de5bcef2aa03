package io.github.junitllm.text;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A place in an answer that shows what a check found. A message gives it with line and column and what stands around it.
 *
 * @param from offset of its first char, from 0
 * @param to offset after its last char, not below {@code from}
 * @param what names what was found there; empty when the check's own words say it
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TextSpan(int from, int to, String what) {

    /** Makes a span; the end of the answer is checked when it is reported. */
    public TextSpan {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(
                    "a span from %d to %d: expected offsets from 0, the end not before the start".formatted(from, to));
        }
    }

    /** Makes a span that the words of its check name. */
    public TextSpan(int from, int to) {
        this(from, to, "");
    }
}
