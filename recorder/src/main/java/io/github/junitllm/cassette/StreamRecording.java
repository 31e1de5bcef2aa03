package io.github.junitllm.cassette;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** A stream that is being recorded. Without {@link #finish} it counts as cut and is no take. For one thread. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class StreamRecording {

    private final Cassette cassette;
    private final String id;
    private final Exchange started;
    private final List<StreamEvent> events = new ArrayList<>();

    StreamRecording(Cassette cassette, String id, Exchange started) {
        this.cassette = cassette;
        this.id = id;
        this.started = started;
    }

    /** Writes the next event. */
    public void event(StreamEvent event) {
        events.add(event);
        cassette.append(List.of(cassette.eventLine(id, event)));
    }

    /** Forgets what was kept; the lines already written go when the cassette is closed. */
    public void abandon() {
        events.clear();
    }

    /** Writes the end of the stream and returns the take. */
    public Exchange finish(double totalMillis) {
        RecordedResponse head = started.response();
        Exchange exchange = new Exchange(
                started.key(),
                started.sample(),
                started.occurrence(),
                started.request(),
                RecordedResponse.streamed(head.status(), head.contentType(), head.headers(), events, totalMillis),
                started.provenance());
        cassette.finish(id, exchange);
        return exchange;
    }
}
