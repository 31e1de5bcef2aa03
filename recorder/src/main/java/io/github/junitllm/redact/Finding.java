package io.github.junitllm.redact;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A place in a text that holds a credential, or what a rule of the user's looks for.
 *
 * @param kind what it looks like, for people
 * @param start where it begins
 * @param end where it ends, exclusive
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Finding(String kind, int start, int end) {}
