package io.github.junitllm.server;

import io.github.junitllm.redact.Redactor;
import io.github.junitllm.server.HttpEngine.Incoming;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a call logs in at its upstream: with the key from the environment, or with the token that the application sent.
 *
 * @param header name of the header, empty when the upstream wants none
 * @param value the header's value
 * @param secret the part of the value that must not reach a disk
 */
record UpstreamKey(String header, String value, String secret) {

    private static final UpstreamKey NOT_NEEDED = new UpstreamKey("", "", "");
    private static final List<String> TOKEN_HEADERS = List.of("authorization", "api-key", "x-goog-api-key");

    /** Finds the key, empty when there is none and the upstream wants one. */
    static Optional<UpstreamKey> find(Upstream upstream, Map<String, String> environment, Incoming incoming) {
        String key = environment.getOrDefault(upstream.keyVariable(), "");
        if (!key.isBlank()) {
            return Optional.of(new UpstreamKey(upstream.keyHeader(), upstream.keyPrefix() + key, key));
        }
        if (upstream.ownToken()) {
            return TOKEN_HEADERS.stream()
                    .filter(name -> !incoming.header(name).isBlank())
                    .filter(name -> !incoming.header(name).contains(Lane.DUMMY_KEY))
                    .map(name -> new UpstreamKey(
                            name, incoming.header(name), incoming.header(name).replaceFirst("^\\S+ +", "")))
                    .findFirst();
        }
        return upstream.keyVariable().isEmpty() ? Optional.of(NOT_NEEDED) : Optional.empty();
    }

    /** Why {@link #find} found none, and what to do. */
    static String missing(Upstream upstream) {
        String variable = upstream.keyVariable();
        String what = upstream.ownToken()
                ? "the application sent no token of its own%s; let it log in as in production and run again"
                        .formatted(
                                variable.isEmpty()
                                        ? ""
                                        : ", and the environment variable %s is not set".formatted(variable))
                : "the environment variable %s is not set; export it and run again (the application keeps its dummy key)"
                        .formatted(variable);
        String signed = upstream.name().equals("bedrock")
                ? "; a signature of the application's is for another address and cannot be passed on: the recorder logs in with a Bedrock API key"
                : "";
        return "cannot call %s: %s, or replay with -Djunit.llm.mode=replay%s".formatted(upstream.name(), what, signed);
    }

    Redactor hide(Redactor redactor) {
        return redactor.alsoKnowing(secret);
    }
}
