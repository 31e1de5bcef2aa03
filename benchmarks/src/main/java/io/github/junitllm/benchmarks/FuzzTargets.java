package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.cassette.CassetteException;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.importer.ImportException;
import io.github.junitllm.match.RequestDifference;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.provider.CallReaders;
import io.github.junitllm.redact.Redactor;
import io.github.junitllm.redact.StreamRedactor;
import io.github.junitllm.stream.EventSplitter;
import io.github.junitllm.stream.ServerSentEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What reads inputs of others, each with the damaged inputs that are its own. */
final class FuzzTargets {

    private final FuzzCorpus corpus;
    private final Path file;
    private final ImporterTargets importers;
    private final Redactor redactor = Redactor.knowing(List.of("a-key-that-is-known"));

    FuzzTargets(FuzzCorpus corpus) throws IOException {
        this.corpus = corpus;
        this.file = corpus.folder().resolve("mutant.jsonl");
        this.importers = new ImporterTargets(corpus);
    }

    /** One target: feeds it one input, whose damage the seed decides. */
    interface Target {
        /** Returns what can be called to read the input. */
        Input input(Random random) throws IOException;
    }

    /** Reads one input; what it may throw is documented. */
    interface Input {
        void read() throws IOException;
    }

    Map<String, Target> all() {
        Map<String, Target> targets = new LinkedHashMap<>();
        targets.put("cassette", this::cassette);
        importers.all().forEach(targets::put);
        targets.put("sse", this::events);
        targets.put("readers", this::readers);
        targets.put("redactor", this::redactor);
        targets.put("stream redactor", this::streamRedactor);
        targets.put("key and difference", this::difference);
        return targets;
    }

    /** A message that starts with the file and a line, or a place in it. */
    boolean namesThePlace(Throwable rejection) {
        String message = String.valueOf(rejection.getMessage());
        return importers.namesThePlace(message)
                || (message.startsWith(file + ":")
                        && message.substring((file + ":").length()).matches("(?s)[1-9][0-9]*: .+"));
    }

    static boolean isRejection(Throwable thrown) {
        return thrown instanceof CassetteException || thrown instanceof ImportException;
    }

    private Input cassette(Random random) throws IOException {
        Files.write(file, mutant(corpus.cassettes(), random));
        return () -> {
            Cassette cassette = Cassette.open(file, "t", "c");
            cassette.exchanges().forEach(take -> {
                cassette.discarded(List.of(take));
                cassette.rekey(take, RequestKey.of(take.request()), take.request());
            });
            cassette.close();
            int again = Cassette.open(file, "t", "c").exchanges().size();
            require(again == cassette.exchanges().size(), "written and read again it holds %d takes".formatted(again));
        };
    }

    private Input events(Random random) {
        byte[] stream = mutant(corpus.streams(), random);
        int chunk = 1 + random.nextInt(random.nextBoolean() ? 4 : 4_000);
        boolean lines = random.nextInt(4) == 0;
        return () -> {
            List<Body> whole = splitter(lines).splitAll(Body.of(stream));
            List<Body> pieces = new ArrayList<>();
            EventSplitter splitter = splitter(lines);
            for (int from = 0; from < stream.length; from += chunk) {
                byte[] piece = Arrays.copyOfRange(stream, from, Math.min(stream.length, from + chunk));
                pieces.addAll(splitter.feed(piece, piece.length));
            }
            splitter.rest().ifPresent(pieces::add);
            require(pieces.equals(whole), "the chunks decide where events end");
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            whole.forEach(event -> joined.writeBytes(event.bytes()));
            require(Arrays.equals(joined.toByteArray(), stream), "the events joined are other bytes");
            whole.forEach(ServerSentEvent::parse);
        };
    }

    private static EventSplitter splitter(boolean lines) {
        return lines ? EventSplitter.ofLines() : EventSplitter.ofServerSentEvents();
    }

    private Input readers(Random random) {
        Exchange exchange = mutant(pick(corpus.exchanges(), random), random);
        return () -> CallReaders.read(exchange);
    }

    private Input redactor(Random random) {
        Exchange exchange = mutant(pick(corpus.exchanges(), random), random);
        return () -> {
            RecordedRequest request = exchange.request();
            redactor.path(request.path());
            redactor.body(request.body());
            redactor.suspicion(request);
            Body body = redactor.body(exchange.response().body());
            redactor.suspicion(RecordedResponse.whole(200, "", body));
            require(redactor.body(body).equals(body), "what was redacted is redacted once more");
        };
    }

    private Input streamRedactor(Random random) {
        byte[] bytes = mutant(corpus.streams(), random);
        return () -> {
            StreamRedactor stream = redactor.stream();
            List<Body> events = EventSplitter.ofServerSentEvents().splitAll(Body.of(bytes));
            int settled = 0;
            for (Body event : events) {
                settled += stream.add(new StreamEvent(0, event)).size();
            }
            settled += stream.end().size();
            stream.suspicion();
            require(settled == events.size(), "%d of %d events came out".formatted(settled, events.size()));
        };
    }

    private Input difference(Random random) {
        RecordedRequest recorded = pick(corpus.exchanges(), random).request();
        RecordedRequest now = mutant(recorded, random);
        RecordedRequest third = mutant(pick(corpus.exchanges(), random).request(), random);
        return () -> {
            RequestKey.of(now);
            RequestDifference.turn(now);
            RequestDifference.between(recorded, now);
            RequestDifference.closest(List.of(recorded, third), now);
        };
    }

    private static Exchange mutant(Exchange exchange, Random random) {
        RecordedResponse response = exchange.response();
        List<StreamEvent> events = new ArrayList<>();
        for (StreamEvent event : response.events()) {
            events.add(random.nextInt(4) > 0 ? event : new StreamEvent(event.atMillis(), mutant(event.raw(), random)));
        }
        return new Exchange(
                exchange.key(),
                1,
                1,
                mutant(exchange.request(), random),
                events.isEmpty()
                        ? RecordedResponse.whole(
                                response.status(), response.contentType(), mutant(response.body(), random))
                        : RecordedResponse.streamed(
                                response.status(), response.contentType(), new TreeMap<>(), events, 0),
                exchange.provenance());
    }

    private static RecordedRequest mutant(RecordedRequest request, Random random) {
        String path = random.nextInt(4) > 0
                ? request.path()
                : new String(new Mutator(random).mutate(request.path().getBytes(UTF_8), new byte[0]), UTF_8);
        return new RecordedRequest(
                request.method(),
                request.upstream(),
                path,
                request.contentType(),
                request.headers(),
                mutant(request.body(), random));
    }

    private static Body mutant(Body body, Random random) {
        return Body.of(new Mutator(random).mutate(body.bytes(), body.bytes()));
    }

    static byte[] mutant(List<byte[]> seeds, Random random) {
        return new Mutator(random).mutate(pick(seeds, random), pick(seeds, random));
    }

    static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
