package io.github.junitllm.redact;

/**
 * A place in a text that holds a credential.
 *
 * @param kind what it looks like, for people
 * @param start where it begins
 * @param end where it ends, exclusive
 */
record Finding(String kind, int start, int end) {}
