package io.github.junitllm.server;

import io.github.junitllm.budget.BudgetException;
import io.github.junitllm.cassette.CassetteException;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.KeptHeaders;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.redact.Redactor;
import io.github.junitllm.redact.Suspicion;
import io.github.junitllm.server.HttpEngine.Incoming;
import io.github.junitllm.server.HttpEngine.Outgoing;
import io.github.junitllm.server.PlainBody.UnknownEncoding;
import io.github.junitllm.stream.EventSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Passes one call on to its upstream and the answer back as it comes, with a copy into the cassette. */
final class Recording {

    private static final int CHUNK = 16 * 1024;

    private final UpstreamCall call;
    private final Redactor redactor;
    private final Clock clock;
    private final Forwarder forwarder;
    private long start = System.nanoTime();
    private volatile boolean clientIsGone;

    Recording(UpstreamCall call, Redactor redactor, Clock clock, Forwarder forwarder) {
        this.call = call;
        this.redactor = redactor;
        this.clock = clock;
        this.forwarder = forwarder;
    }

    void run(String path, UpstreamKey key, Incoming incoming, Outgoing outgoing) throws IOException {
        String name = call.upstream().name();
        try {
            pass(answer(path, key, incoming, outgoing), outgoing);
        } catch (BudgetException e) {
            call.failed(Trouble.Kind.BUDGET_SPENT, String.valueOf(e.getMessage()));
            Refusal.send(incoming, outgoing, 404, "budget_spent", String.valueOf(e.getMessage()));
        } catch (NotSendable e) {
            String message = "the request cannot be sent to %s: %s".formatted(name, redactor.text(e.why()));
            call.notSent(message);
            Refusal.send(outgoing, 400, "bad_request", message);
        } catch (UnknownEncoding e) {
            String message =
                    "%s at %s answered with the content encoding %s although asked for none; the recorder reads gzip only: switch compression off at the upstream or its gateway"
                            .formatted(name, call.upstream().baseUrl(), redactor.text(e.encoding()));
            call.failed(Trouble.Kind.TRANSPORT, message);
            Refusal.send(outgoing, 502, "unknown_encoding", message);
        } catch (UpstreamUnreachable e) {
            Refusal.send(outgoing, 502, "upstream_unreachable", transport(e));
        } catch (UpstreamFailed e) {
            transport(e);
            outgoing.cut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.dropped();
            outgoing.cut();
        } catch (CassetteException | UncheckedIOException e) {
            call.failed(
                    Trouble.Kind.RECORDER, "the answer of %s could not be stored: %s".formatted(name, e.getMessage()));
            outgoing.cut();
        } catch (IOException gone) {
            call.dropped();
            throw gone;
        }
    }

    /** The answer to pass on: the first that is worth it, or the last. */
    private HttpResponse<InputStream> answer(String path, UpstreamKey key, Incoming incoming, Outgoing outgoing)
            throws IOException, InterruptedException {
        Attempts attempts = new Attempts(call, key, incoming, clock);
        while (true) {
            outgoing.whenGone(() -> {
                clientIsGone = true;
                attempts.stop();
            });
            if (!attempts.begin()) {
                throw new ClientGone(new CancellationException());
            }
            // A wait for its turn is no part of the time that the provider took.
            start = System.nanoTime();
            try {
                HttpResponse<InputStream> response = send(path, key, incoming, outgoing);
                outgoing.whenGone(() -> {
                    clientIsGone = true;
                    attempts.stop();
                    close(response.body());
                });
                if (!attempts.again(response.statusCode(), response.headers())) {
                    return response;
                }
                close(response.body());
            } catch (UpstreamUnreachable e) {
                outgoing.whenGone(() -> {
                    clientIsGone = true;
                    attempts.stop();
                });
                if (!attempts.again(e.getCause())) {
                    if (clientIsGone) {
                        throw new ClientGone(e);
                    }
                    throw e;
                }
            }
        }
    }

    private HttpResponse<InputStream> send(String path, UpstreamKey key, Incoming incoming, Outgoing outgoing)
            throws IOException, InterruptedException {
        try {
            CompletableFuture<HttpResponse<InputStream>> answer = forwarder.send(call.upstream(), path, key, incoming);
            outgoing.whenGone(() -> {
                clientIsGone = true;
                answer.cancel(true);
            });
            try {
                return answer.get();
            } catch (InterruptedException e) {
                answer.cancel(true);
                throw e;
            }
        } catch (ExecutionException e) {
            // A cancelled call can end in an error of its own before its future is seen as cancelled.
            if (clientIsGone) {
                throw new ClientGone(e);
            }
            throw new UpstreamUnreachable(e.getCause());
        } catch (CancellationException e) {
            throw new ClientGone(e);
        } catch (IllegalArgumentException e) {
            throw new NotSendable(e);
        }
    }

    private String transport(RuntimeException e) {
        String message = "%s at %s failed: %s"
                .formatted(
                        call.upstream().name(), call.upstream().baseUrl(), redactor.text(String.valueOf(e.getCause())));
        call.broken(message, Attempts.neverLeft(e.getCause()));
        return message;
    }

    private void pass(HttpResponse<InputStream> response, Outgoing outgoing) throws IOException {
        int status = response.statusCode();
        SortedMap<String, String> headers = new TreeMap<>();
        // The application sees the same while recording as in replay.
        for (String name : KeptHeaders.NAMES) {
            response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        String contentType = response.headers().firstValue("content-type").orElse("");
        RecordedResponse head = new RecordedResponse(status, contentType, headers, Body.EMPTY, List.of(), 0);
        Optional<EventSplitter> splitter = EventSplitter.forContentType(contentType);
        outgoing.whenGone(() -> {
            clientIsGone = true;
            close(response.body());
        });
        try (InputStream body = open(response)) {
            boolean trouble = UpstreamCall.isUpstreamTrouble(status)
                    && !call.lane().setup().keepsErrors();
            if (splitter.isPresent() && !trouble) {
                stream(head, body, splitter.get(), outgoing);
                return;
            }
            byte[] bytes = readAll(body, AnswerLimit.LARGEST + 1);
            if (bytes.length > AnswerLimit.LARGEST) {
                tooLarge(head, bytes, body, outgoing);
            } else if (trouble) {
                refused(head, bytes, outgoing);
            } else {
                whole(head, bytes, outgoing);
            }
        }
    }

    private void tooLarge(RecordedResponse head, byte[] start, InputStream body, Outgoing outgoing) throws IOException {
        AnswerLimit limit = new AnswerLimit();
        limit.keeps(start.length);
        outgoing.start(head.status(), head.contentType(), head.headers());
        outgoing.write(start, start.length);
        byte[] chunk = new byte[CHUNK];
        for (int length = read(body, chunk); length >= 0; length = read(body, chunk)) {
            limit.keeps(length);
            outgoing.write(chunk, length);
        }
        call.failed(Trouble.Kind.RECORDER, limit.message(call));
        outgoing.end();
    }

    /** Passed on and not kept; the next try is the same call. */
    private void refused(RecordedResponse head, byte[] bytes, Outgoing outgoing) throws IOException {
        call.refusedByProvider(
                "%s answered %d%s".formatted(call.upstream().name(), head.status(), excerpt(Body.of(bytes))));
        outgoing.send(head.status(), head.contentType(), head.headers(), bytes);
    }

    private void whole(RecordedResponse head, byte[] bytes, Outgoing outgoing) throws IOException {
        RecordedResponse clean = clean(head);
        Exchange exchange = call.exchange(
                new RecordedResponse(
                        clean.status(),
                        clean.contentType(),
                        clean.headers(),
                        redactor.body(Body.of(bytes)),
                        List.of(),
                        millisSinceStart()),
                provenance());
        Optional<Suspicion> suspicion = call.store().flatMap(cassette -> redactor.suspicion(exchange.response()));
        if (suspicion.isPresent()) {
            refused(suspicion.get());
        } else {
            // Stored before the client can see the end: what an application has received in full is on the disk.
            call.store().ifPresent(cassette -> cassette.add(exchange));
            call.answered(exchange);
        }
        outgoing.send(head.status(), head.contentType(), head.headers(), bytes);
    }

    private void stream(RecordedResponse head, InputStream body, EventSplitter splitter, Outgoing outgoing)
            throws IOException {
        StreamTape tape = new StreamTape(call, clean(head), provenance(), redactor);
        AnswerLimit limit = new AnswerLimit();
        try {
            byte[] chunk = new byte[CHUNK];
            outgoing.start(head.status(), head.contentType(), head.headers());
            for (int length = read(body, chunk); length >= 0; length = read(body, chunk)) {
                if (limit.keeps(length)) {
                    splitter.feed(chunk, length).forEach(event -> tape.event(event, millisSinceStart()));
                    limit.open(splitter.openBytes());
                }
                if (limit.isExceeded()) {
                    tape.forget();
                }
                outgoing.write(chunk, length);
            }
        } catch (IOException gone) {
            if (limit.isExceeded()) {
                call.failed(Trouble.Kind.RECORDER, limit.message(call));
            } else if (tape.isComplete()) {
                tape.end(millisSinceStart(), this::refused);
            } else {
                tape.brokenOff(millisSinceStart());
            }
            throw gone;
        }
        if (limit.isExceeded()) {
            call.failed(Trouble.Kind.RECORDER, limit.message(call));
            outgoing.end();
            return;
        }
        splitter.rest().ifPresent(event -> tape.event(event, millisSinceStart()));
        tape.end(millisSinceStart(), this::refused);
        outgoing.end();
    }

    /** Passed on, since the application may need it, but neither kept nor counted as an answer. */
    private void refused(Suspicion suspicion) {
        call.failed(
                Trouble.Kind.RECORDER,
                suspicion.message("the answer of " + call.upstream().name()));
    }

    /** What may be stored of a head: a redirect's address can carry a token, and the id of a session is one. */
    private RecordedResponse clean(RecordedResponse head) {
        SortedMap<String, String> headers = new TreeMap<>();
        head.headers().forEach((name, value) -> headers.put(name, redactor.path(value)));
        headers.computeIfPresent(KeptHeaders.SESSION, (name, token) -> KeptHeaders.RECORDED_SESSION);
        return new RecordedResponse(
                head.status(), redactor.text(head.contentType()), headers, Body.EMPTY, List.of(), 0);
    }

    private Provenance provenance() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return call.upstream().simulated() ? Provenance.simulated(now) : Provenance.recorded(now);
    }

    private String excerpt(Body body) {
        String text = redactor.body(body).text().strip().replaceAll("\\s+", " ");
        return text.isEmpty() ? "" : ": " + (text.length() <= 200 ? text : text.substring(0, 200) + "…");
    }

    private double millisSinceStart() {
        return (System.nanoTime() - start) / 1e6;
    }

    private InputStream open(HttpResponse<InputStream> response) throws UnknownEncoding, ClientGone {
        try {
            return PlainBody.of(response);
        } catch (UnknownEncoding e) {
            close(response.body());
            throw e;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private int read(InputStream body, byte[] chunk) throws ClientGone {
        try {
            return body.read(chunk);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private byte[] readAll(InputStream body, int most) throws ClientGone {
        try {
            return body.readNBytes(most);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** When the client is gone we close the upstream's body ourselves. */
    private UpstreamFailed broken(IOException e) throws ClientGone {
        if (clientIsGone) {
            throw new ClientGone(e);
        }
        return new UpstreamFailed(e);
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException closedAnyway) {
            // nobody is interested any more
        }
    }

    /** The client closed its connection while we waited for the upstream. */
    private static final class ClientGone extends IOException {

        @Serial
        private static final long serialVersionUID = 1;

        ClientGone(Exception cause) {
            super(cause);
        }
    }

    /** The request is none that HTTP can carry, for example a backslash in the path. */
    private static final class NotSendable extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1;

        NotSendable(IllegalArgumentException cause) {
            super(cause);
        }

        String why() {
            Throwable cause = getCause();
            return cause == null ? "" : String.valueOf(cause.getMessage());
        }
    }

    /** No response came at all. */
    private static final class UpstreamUnreachable extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1;

        UpstreamUnreachable(@Nullable Throwable cause) {
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
