package io.github.junitllm.provider;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.RecordedRequest;
import org.apiguardian.api.API;

/**
 * Reads the exchanges of one API. Implementations are registered with {@link java.util.ServiceLoader}, never throw on
 * what a provider or an attacker sends, and leave unknown what the wire does not tell.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface CallReader {

    /** Tells whether this reader knows the API that the request speaks to. */
    boolean reads(RecordedRequest request);

    /** Reads an exchange whose request {@link #reads} accepts. */
    LlmCall read(Exchange exchange);
}
