package io.github.junitllm.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.cassette.StreamRecording;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.match.JsonRpc;
import io.github.junitllm.redact.Redactor;
import io.github.junitllm.redact.StreamRedactor;
import io.github.junitllm.redact.Suspicion;
import io.github.junitllm.stream.ServerSentEvent;
import io.github.junitllm.stream.StreamEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The copy of one stream: redacted, and in the cassette as far as it is settled that nothing secret is in it. */
final class StreamTape {

    private final UpstreamCall call;
    private final RecordedResponse head;
    private final Provenance provenance;
    private final StreamRedactor redactor;
    private final Optional<StreamRecording> recording;
    private final List<StreamEvent> events = new ArrayList<>();
    private final Optional<JsonNode> asked;
    private boolean complete;

    StreamTape(UpstreamCall call, RecordedResponse head, Provenance provenance, Redactor redactor) {
        this.call = call;
        this.head = head;
        this.provenance = provenance;
        this.redactor = redactor.stream();
        this.asked = call.request().body().exactText().flatMap(Json::tryRead).flatMap(JsonRpc::idOfRequest);
        this.recording = call.store()
                .map(cassette -> cassette.stream(
                        call.key(), call.lane().setup().sample(), call.occurrence(), call.request(), head, provenance));
    }

    void event(Body raw, double atMillis) {
        complete |= StreamEnd.isLast(raw) || (asked.isPresent() && answers(raw, asked.get()));
        keep(redactor.add(new StreamEvent(atMillis, raw)));
    }

    private static boolean answers(Body event, JsonNode id) {
        return ServerSentEvent.parse(event)
                .flatMap(parsed -> Json.tryRead(parsed.data()))
                .filter(message -> id.equals(message.get("id")) && !message.has("method"))
                .isPresent();
    }

    /** Ends the copy: an answer of the call, or what is suspicious about it. */
    void end(double totalMillis, Consumer<Suspicion> refused) {
        keep(redactor.end());
        if (recording.isPresent() && redactor.suspicion().isPresent()) {
            refused.accept(redactor.suspicion().get());
            return;
        }
        call.answered(recording.isPresent() ? recording.get().finish(totalMillis) : exchange(totalMillis));
    }

    /** Whether the event has come after which nothing follows, so that a client may go before the response ends. */
    boolean isComplete() {
        return complete;
    }

    /** Lets go of what was kept; the answer is too long to be one. */
    void forget() {
        events.clear();
        recording.ifPresent(StreamRecording::abandon);
    }

    /** Ends the copy of an answer that the client did not want to the end. */
    void brokenOff(double totalMillis) {
        events.addAll(redactor.end());
        call.brokenOff(exchange(totalMillis));
    }

    private Exchange exchange(double totalMillis) {
        return call.exchange(
                RecordedResponse.streamed(head.status(), head.contentType(), head.headers(), events, totalMillis),
                provenance);
    }

    private void keep(List<StreamEvent> settled) {
        events.addAll(settled);
        if (recording.isPresent() && redactor.suspicion().isEmpty()) {
            settled.forEach(recording.get()::event);
        }
    }
}
