package io.github.junitllm.grounding;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A part of an answer that was not checked.
 *
 * @param text the part
 * @param reason why: code, heading, question, lead-in, greeting, only yes or no, says that it does not know
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record LeftOut(String text, String reason) {}
