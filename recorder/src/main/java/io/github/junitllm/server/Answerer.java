package io.github.junitllm.server;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.cassette.CassetteException;
import io.github.junitllm.cassette.StreamRecording;
import io.github.junitllm.cassette.Take;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.redact.Redactor;
import io.github.junitllm.server.HttpEngine.Incoming;
import io.github.junitllm.server.HttpEngine.Outgoing;
import io.github.junitllm.stream.EventSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Answers one call of a lane: from its cassette, or from the upstream with a copy into the cassette. */
final class Answerer {

    /** What clients act on beside the body; the application sees the same while recording as in replay. */
    private static final List<String> KEPT_HEADERS =
            List.of("location", "retry-after", "retry-after-ms", "x-should-retry");

    private final Map<String, String> environment;
    private final Redactor redactor;
    private final Clock clock;
    private final Forwarder forwarder = new Forwarder();

    Answerer(Map<String, String> environment, Redactor redactor, Clock clock) {
        this.environment = environment;
        this.redactor = redactor;
        this.clock = clock;
    }

    void answer(Lane lane, String upstreamName, String usedPath, Incoming incoming, Outgoing outgoing)
            throws IOException {
        Lane.Setup setup = lane.setup();
        Optional<Upstream> upstream = setup.upstreams().find(upstreamName);
        if (!lane.knows(upstreamName)) {
            String message = setup.upstreams().unknown(upstreamName);
            lane.trouble(Trouble.Kind.UPSTREAM_UNKNOWN, message);
            Refusal.send(outgoing, 404, "upstream_unknown", message);
            return;
        }
        String path = upstream.map(known -> known.normalise(usedPath)).orElse(usedPath);
        RecordedRequest request = new RecordedRequest(
                incoming.method(),
                upstreamName,
                redactor.path(path),
                incoming.header("content-type"),
                redactor.body(incoming.body()));
        RequestKey key = RequestKey.of(request);
        int occurrence = lane.nextOccurrence(key.core());
        Optional<Take> take = setup.cassette().flatMap(cassette -> cassette.find(key, setup.sample(), occurrence));
        if (take.isPresent()) {
            replay(lane, take.get(), outgoing);
        } else if (setup.mode() == Mode.REPLAY || upstream.isEmpty()) {
            String message = Miss.describe(setup, key, occurrence, request);
            lane.trouble(Trouble.Kind.RECORDING_MISSING, message);
            Refusal.send(outgoing, 404, "recording_missing", message);
        } else {
            call(lane, upstream.get(), path, new Call(key, occurrence, request), incoming, outgoing);
        }
    }

    private record Call(RequestKey key, int occurrence, RecordedRequest request) {}

    private static void replay(Lane lane, Take take, Outgoing outgoing) throws IOException {
        RecordedResponse response = take.exchange().response();
        lane.answered(
                take.exchange(),
                take.exchange().provenance().replayed(),
                take.wireDiffers(),
                isUpstreamTrouble(response.status()));
        if (!response.isStreamed()) {
            outgoing.send(
                    response.status(),
                    response.contentType(),
                    response.headers(),
                    response.body().bytes());
            return;
        }
        outgoing.start(response.status(), response.contentType(), response.headers());
        for (StreamEvent event : response.events()) {
            outgoing.write(event.raw().bytes(), event.raw().size());
        }
        outgoing.end();
    }

    private void call(Lane lane, Upstream upstream, String path, Call call, Incoming incoming, Outgoing outgoing)
            throws IOException {
        String apiKey = "";
        if (!upstream.keyVariable().isEmpty()) {
            apiKey = environment.getOrDefault(upstream.keyVariable(), "");
            if (apiKey.isBlank()) {
                String message =
                        "cannot call %s: the environment variable %s is not set; export it and run again (the application keeps its dummy key), or replay with -Djunit.llm.mode=replay"
                                .formatted(upstream.name(), upstream.keyVariable());
                lane.trouble(Trouble.Kind.KEY_MISSING, message);
                Refusal.send(outgoing, 404, "key_missing", message);
                return;
            }
        }
        long start = System.nanoTime();
        try {
            pass(lane, upstream, call, send(upstream, path, apiKey, incoming), start, outgoing);
        } catch (UpstreamUnreachable e) {
            String message = failed(lane, upstream, call, String.valueOf(e.getCause()));
            Refusal.send(outgoing, 502, "upstream_unreachable", message);
        } catch (UpstreamFailed e) {
            failed(lane, upstream, call, String.valueOf(e.getCause()));
            outgoing.cut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outgoing.cut();
        } catch (CassetteException | UncheckedIOException | IllegalArgumentException e) {
            lane.trouble(
                    Trouble.Kind.RECORDER,
                    "the answer of %s could not be stored: %s".formatted(upstream.name(), e.getMessage()));
            outgoing.cut();
        }
    }

    private HttpResponse<InputStream> send(Upstream upstream, String path, String apiKey, Incoming incoming)
            throws InterruptedException {
        try {
            return forwarder.send(upstream, path, apiKey, incoming);
        } catch (IOException e) {
            throw new UpstreamUnreachable(e);
        }
    }

    private String failed(Lane lane, Upstream upstream, Call call, String cause) {
        String message = "%s at %s failed: %s".formatted(upstream.name(), upstream.baseUrl(), redactor.text(cause));
        lane.giveBack(call.key().core());
        lane.trouble(Trouble.Kind.TRANSPORT, message);
        return message;
    }

    private void pass(
            Lane lane, Upstream upstream, Call call, HttpResponse<InputStream> response, long start, Outgoing outgoing)
            throws IOException {
        int status = response.statusCode();
        String contentType = response.headers().firstValue("content-type").orElse("");
        SortedMap<String, String> headers = new TreeMap<>();
        for (String name : KEPT_HEADERS) {
            response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        boolean trouble = isUpstreamTrouble(status);
        boolean keep = !trouble && lane.setup().mode() == Mode.RECORD;
        Instant now = clock.instant();
        Provenance provenance = upstream.simulated() ? Provenance.simulated(now) : Provenance.recorded(now);
        Optional<EventSplitter> splitter = EventSplitter.forContentType(contentType);
        RecordedResponse head = new RecordedResponse(status, contentType, headers, Body.EMPTY, List.of(), 0);
        Exchange exchange;
        try (InputStream body = open(response)) {
            exchange = splitter.isPresent() && !trouble
                    ? stream(lane, call, head, provenance, keep, body, splitter.get(), start, outgoing)
                    : whole(lane, call, head, provenance, keep, body, start, outgoing);
        }
        if (trouble) {
            lane.giveBack(call.key().core());
            lane.trouble(
                    Trouble.Kind.UPSTREAM_ERROR,
                    "%s answered %d%s"
                            .formatted(
                                    upstream.name(),
                                    status,
                                    excerpt(exchange.response().body())));
        }
    }

    private Exchange whole(
            Lane lane,
            Call call,
            RecordedResponse head,
            Provenance provenance,
            boolean keep,
            InputStream body,
            long start,
            Outgoing outgoing)
            throws IOException {
        byte[] bytes = readAll(body);
        RecordedResponse response = new RecordedResponse(
                head.status(),
                head.contentType(),
                head.headers(),
                redactor.body(Body.of(bytes)),
                List.of(),
                millisSince(start));
        Exchange exchange = exchange(lane, call, response, provenance);
        if (keep) {
            cassette(lane).add(exchange);
        }
        if (!isUpstreamTrouble(head.status())) {
            lane.answered(exchange, provenance.live(), false, false);
        }
        outgoing.send(head.status(), head.contentType(), head.headers(), bytes);
        return exchange;
    }

    private Exchange stream(
            Lane lane,
            Call call,
            RecordedResponse head,
            Provenance provenance,
            boolean keep,
            InputStream body,
            EventSplitter splitter,
            long start,
            Outgoing outgoing)
            throws IOException {
        Optional<StreamRecording> recording = keep
                ? Optional.of(cassette(lane).stream(
                        call.key(), lane.setup().sample(), call.occurrence(), call.request(), head, provenance))
                : Optional.empty();
        List<StreamEvent> events = new ArrayList<>();
        byte[] chunk = new byte[16 * 1024];
        outgoing.start(head.status(), head.contentType(), head.headers());
        for (int length = read(body, chunk); length >= 0; length = read(body, chunk)) {
            outgoing.write(chunk, length);
            splitter.feed(chunk, length).forEach(event -> keep(event, start, events, recording));
        }
        splitter.rest().ifPresent(event -> keep(event, start, events, recording));
        double total = millisSince(start);
        Exchange exchange = recording.isPresent()
                ? recording.get().finish(total)
                : exchange(
                        lane,
                        call,
                        RecordedResponse.streamed(head.status(), head.contentType(), head.headers(), events, total),
                        provenance);
        // Stored before the client can see the end: what an application has received in full is on the disk.
        lane.answered(exchange, provenance.live(), false, false);
        outgoing.end();
        return exchange;
    }

    private void keep(Body raw, long start, List<StreamEvent> events, Optional<StreamRecording> recording) {
        StreamEvent event = new StreamEvent(millisSince(start), redactor.body(raw));
        events.add(event);
        recording.ifPresent(open -> open.event(event));
    }

    private static Exchange exchange(Lane lane, Call call, RecordedResponse response, Provenance provenance) {
        return new Exchange(
                call.key().exact(), lane.setup().sample(), call.occurrence(), call.request(), response, provenance);
    }

    private static Cassette cassette(Lane lane) {
        return lane.setup().cassette().orElseThrow();
    }

    /** Errors of the provider's making say nothing about the model and are never takes. */
    private static boolean isUpstreamTrouble(int status) {
        return status == 401 || status == 403 || status == 408 || status == 429 || status >= 500;
    }

    private String excerpt(Body body) {
        String text = body.text().strip().replaceAll("\\s+", " ");
        return text.isEmpty() ? "" : ": " + (text.length() <= 200 ? text : text.substring(0, 200) + "…");
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static InputStream open(HttpResponse<InputStream> response) {
        try {
            return Forwarder.plainBody(response);
        } catch (IOException e) {
            throw new UpstreamFailed(e);
        }
    }

    private static int read(InputStream body, byte[] chunk) {
        try {
            return body.read(chunk);
        } catch (IOException e) {
            throw new UpstreamFailed(e);
        }
    }

    private static byte[] readAll(InputStream body) {
        try {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UpstreamFailed(e);
        }
    }

    /** No response came at all. */
    private static final class UpstreamUnreachable extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1;

        UpstreamUnreachable(IOException cause) {
            super(cause);
        }
    }

    /** The response broke: apart from a break towards the client, which is an IOException. */
    private static final class UpstreamFailed extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1;

        UpstreamFailed(IOException cause) {
            super(cause);
        }
    }
}
