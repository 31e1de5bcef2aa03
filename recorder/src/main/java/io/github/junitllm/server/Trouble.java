package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * Something that went wrong with a call outside the application and the model.
 *
 * @param kind what it was
 * @param message for people: what, where, and what to do
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Trouble(Kind kind, String message) {

    /** Kinds of trouble. */
    public enum Kind {
        /** No take for this request: nothing recorded, a changed request, fewer takes than samples, or too old. */
        RECORDING_MISSING,
        /** The run may make no further call to a provider. */
        BUDGET_SPENT,
        /** Recording or live, and the key of the upstream is not in the environment. */
        KEY_MISSING,
        /** The application called an upstream that is not on the list. */
        UPSTREAM_UNKNOWN,
        /** The upstream could not be reached, or its response was cut. */
        TRANSPORT,
        /** The upstream answered with an error of its own making: 401, 403, 408, 429 or 5xx. */
        UPSTREAM_ERROR,
        /** The request was no request to an upstream, or could not be stored. */
        RECORDER,
        /** The test asked for a fault that has no meaning for the answer. */
        FAULT_INAPPLICABLE
    }
}
