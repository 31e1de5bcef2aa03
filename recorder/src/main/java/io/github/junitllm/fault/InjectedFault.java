package io.github.junitllm.fault;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A fault that a call met because the test asked for it.
 *
 * @param kind what went wrong
 * @param call number of the call in its sample, from 1
 * @param method HTTP method
 * @param upstream name of the upstream
 * @param path path of the request
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record InjectedFault(FaultKind kind, int call, String method, String upstream, String path) {

    /** Returns it in words, for example "injected: 429 rate limited, on call 1 (POST openai /v1/chat/completions)". */
    public String words() {
        return "injected: %s, on call %d (%s %s %s)".formatted(kind.words(), call, method, upstream, path);
    }
}
