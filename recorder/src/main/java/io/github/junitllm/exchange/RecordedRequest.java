package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A request as the application sent it, after redaction.
 *
 * @param method HTTP method, upper case
 * @param upstream name of the provider or of a configured upstream, for example {@code openai}
 * @param path path at the upstream with its query, starting with a slash
 * @param contentType media type as sent, empty when none was sent
 * @param body the bytes, empty when there are none
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record RecordedRequest(String method, String upstream, String path, String contentType, Body body) {}
