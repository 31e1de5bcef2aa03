package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * A response as the provider sent it, after redaction.
 *
 * @param status HTTP status code
 * @param contentType media type as sent, empty when none was sent
 * @param headers the few further headers that clients act on, names in lower case
 * @param body the bytes; for a stream all its events joined
 * @param events the events of a stream in order, empty for a response that is no stream
 * @param totalMillis time from the request to the last byte, in milliseconds; 0 when unknown
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record RecordedResponse(
        int status,
        String contentType,
        SortedMap<String, String> headers,
        Body body,
        List<StreamEvent> events,
        double totalMillis) {

    /** Copies the collections. */
    public RecordedResponse {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        events = List.copyOf(events);
    }

    /** Makes a response that came whole. */
    public static RecordedResponse whole(int status, String contentType, Body body) {
        return new RecordedResponse(status, contentType, new TreeMap<>(), body, List.of(), 0);
    }

    /** Makes a response that came as a stream of events. */
    public static RecordedResponse streamed(
            int status,
            String contentType,
            SortedMap<String, String> headers,
            List<StreamEvent> events,
            double totalMillis) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        events.forEach(event -> all.writeBytes(event.raw().bytes()));
        return new RecordedResponse(status, contentType, headers, Body.of(all.toByteArray()), events, totalMillis);
    }

    /** Tells whether the response came as a stream of events. */
    public boolean isStreamed() {
        return !events.isEmpty();
    }
}
