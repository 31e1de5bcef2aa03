package io.github.junitllm.grounding;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A part of a passage, as it stands there.
 *
 * @param passage number of the passage, from 1 in the order given
 * @param start offset of its first character in the passage, from 0
 * @param end offset after its last character
 * @param text the part itself
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Quote(int passage, int start, int end, String text) {}
