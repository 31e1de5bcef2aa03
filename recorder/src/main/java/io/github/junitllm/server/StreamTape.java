package io.github.junitllm.server;

import io.github.junitllm.cassette.StreamRecording;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.redact.Redactor;
import io.github.junitllm.redact.StreamRedactor;
import io.github.junitllm.redact.Suspicion;
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

    StreamTape(UpstreamCall call, RecordedResponse head, Provenance provenance, Redactor redactor) {
        this.call = call;
        this.head = head;
        this.provenance = provenance;
        this.redactor = redactor.stream();
        this.recording = call.isRecorded()
                ? Optional.of(call.lane().setup().cassette().orElseThrow().stream(
                        call.key(), call.lane().setup().sample(), call.occurrence(), call.request(), head, provenance))
                : Optional.empty();
    }

    void event(Body raw, double atMillis) {
        keep(redactor.add(new StreamEvent(atMillis, raw)));
    }

    /** Ends the copy: an answer of the call, or what is suspicious about it. */
    void end(double totalMillis, Consumer<Suspicion> refused) {
        keep(redactor.end());
        if (recording.isPresent() && redactor.suspicion().isPresent()) {
            refused.accept(redactor.suspicion().get());
            return;
        }
        call.answered(
                recording.isPresent()
                        ? recording.get().finish(totalMillis)
                        : call.exchange(
                                RecordedResponse.streamed(
                                        head.status(), head.contentType(), head.headers(), events, totalMillis),
                                provenance));
    }

    private void keep(List<StreamEvent> settled) {
        if (recording.isEmpty()) {
            events.addAll(settled);
        } else if (redactor.suspicion().isEmpty()) {
            settled.forEach(recording.get()::event);
        }
    }
}
