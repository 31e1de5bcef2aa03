package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * A request as the application sent it, after redaction.
 *
 * @param method HTTP method, upper case
 * @param upstream name of the provider or of a configured upstream, for example {@code openai}
 * @param path path at the upstream with its query, starting with a slash
 * @param contentType media type as sent, empty when none was sent
 * @param headers the headers that a rule of the user's asks to keep, names in lower case; usually none
 * @param body the bytes, empty when there are none
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record RecordedRequest(
        String method, String upstream, String path, String contentType, SortedMap<String, String> headers, Body body) {

    /** Copies the headers. */
    public RecordedRequest {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    /** Makes a request of which no header is kept. */
    public RecordedRequest(String method, String upstream, String path, String contentType, Body body) {
        this(method, upstream, path, contentType, new TreeMap<>(), body);
    }

    /** Returns this request with another body. */
    public RecordedRequest withBody(Body other) {
        return new RecordedRequest(method, upstream, path, contentType, headers, other);
    }
}
