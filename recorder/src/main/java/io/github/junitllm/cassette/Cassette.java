package io.github.junitllm.cassette;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.match.RequestKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The recorded exchanges of one test and case, in one file that people review. Several takes per request are normal:
 * request, sample and occurrence together name the take, and no take is ever used twice.
 *
 * <p>While recording, lines are appended as they come, each with one write, so that a killed run loses at most what was
 * in flight. {@link #close} sorts the file and replaces it whole. Safe for use by several threads of one JVM.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Cassette implements AutoCloseable {

    /**
     * The same whatever order the answers came in. The requests of a conversation grow with every turn, so that sorting
     * by size keeps its turns in their order.
     */
    private static final Comparator<Exchange> REVIEW_ORDER = Comparator.comparingInt(Exchange::sample)
            .thenComparing(exchange -> exchange.request().upstream())
            .thenComparing(exchange -> exchange.request().path())
            .thenComparing(exchange -> exchange.request().body().size())
            .thenComparing(Exchange::key)
            .thenComparing(Exchange::occurrence);

    private final Path file;
    private final String test;
    private final String caseId;
    private final BodyFiles bodies;
    private final List<Exchange> exchanges;
    private final Set<String> upstreams = new HashSet<>();
    private final Map<String, List<Exchange>> byExactKey = new HashMap<>();
    private final Map<String, List<Exchange>> byCoreKey = new HashMap<>();
    private final Map<String, String> coreKeys = new HashMap<>();
    private final int lost;
    private final boolean cleanFile;
    private boolean changed;

    @Nullable
    private FileChannel log;

    private Cassette(Path file, String test, String caseId, CassetteReader.Content content) {
        this.file = file;
        this.test = test;
        this.caseId = caseId;
        this.bodies = new BodyFiles(AtomicFiles.folderOf(file));
        this.exchanges = new ArrayList<>();
        content.exchanges().forEach(this::index);
        this.lost = content.lost();
        this.cleanFile = content.endsCleanly();
    }

    /**
     * Opens a cassette and reads it if it is there; nothing is created before the first recording.
     *
     * @param file the cassette's file
     * @param test name of the test, for the header of a new file
     * @param caseId id of the golden, for the header of a new file
     * @throws CassetteException when the file is there and is no readable cassette
     */
    public static Cassette open(Path file, String test, String caseId) {
        CassetteReader.Content content =
                Files.exists(file) ? new CassetteReader(file).read() : new CassetteReader.Content(List.of(), 0, true);
        return new Cassette(file, test, caseId, content);
    }

    /** Returns the cassette's file, which need not be there. */
    public Path file() {
        return file;
    }

    /** Returns how many exchanges were in flight when an earlier recording run was killed, and are not in here. */
    public int lostInFlight() {
        return lost;
    }

    /** Returns all takes in file order. */
    public synchronized List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Finds the take of this request for this sample and occurrence, both from 1. */
    public synchronized Optional<Take> find(RequestKey key, int sample, int occurrence) {
        Optional<Exchange> exact = pick(byExactKey.getOrDefault(key.exact(), List.of()), sample, occurrence);
        Optional<Exchange> found =
                exact.isPresent() ? exact : pick(byCoreKey.getOrDefault(key.core(), List.of()), sample, occurrence);
        return found.map(exchange -> new Take(exchange, exact.isEmpty()));
    }

    /** Returns the numbers of the samples that have a take of this request. */
    public synchronized SortedSet<Integer> samplesWith(RequestKey key) {
        SortedSet<Integer> samples = new TreeSet<>();
        byCoreKey.getOrDefault(key.core(), List.of()).forEach(take -> samples.add(take.sample()));
        return samples;
    }

    /** Returns the number of takes of this request. */
    public synchronized int takes(RequestKey key) {
        return byCoreKey.getOrDefault(key.core(), List.of()).size();
    }

    /** Returns the recorded requests, each once. */
    public synchronized List<RecordedRequest> requests() {
        return exchanges.stream().map(Exchange::request).distinct().toList();
    }

    /** Tells whether a request to this upstream is recorded. */
    public synchronized boolean holds(String upstream) {
        return upstreams.contains(upstream);
    }

    /** Adds a complete exchange and writes it at once. */
    public synchronized void add(Exchange exchange) {
        openLog();
        append(lines(exchange));
        index(exchange);
    }

    private List<JsonNode> lines(Exchange exchange) {
        String id = id(exchange);
        List<JsonNode> lines = new ArrayList<>();
        lines.add(CassetteLine.request(id, exchange, bodies));
        lines.add(CassetteLine.response(id, exchange.response(), exchange.provenance(), bodies));
        if (exchange.response().isStreamed()) {
            exchange.response().events().forEach(event -> lines.add(CassetteLine.event(id, event, bodies)));
            lines.add(CassetteLine.end(id, exchange.response().totalMillis()));
        }
        return lines;
    }

    /**
     * Starts the recording of a stream, whose events are written as they come.
     *
     * @param head status, content type and headers; its body is not read
     */
    public synchronized StreamRecording stream(
            RequestKey key,
            int sample,
            int occurrence,
            RecordedRequest request,
            RecordedResponse head,
            Provenance provenance) {
        RecordedResponse started = RecordedResponse.streamed(
                head.status(), head.contentType(), head.headers(), List.of(new StreamEvent(0, head.body())), 0);
        Exchange exchange = new Exchange(key.exact(), sample, occurrence, request, started, provenance);
        String id = id(exchange);
        openLog();
        append(List.of(
                CassetteLine.request(id, exchange, bodies), CassetteLine.response(id, started, provenance, bodies)));
        return new StreamRecording(this, id, exchange);
    }

    synchronized void append(List<? extends JsonNode> lines) {
        write(text(lines));
    }

    private static String text(List<? extends JsonNode> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Json.write(line)).append('\n'));
        return text.toString();
    }

    synchronized JsonNode eventLine(String id, StreamEvent event) {
        return CassetteLine.event(id, event, bodies);
    }

    /** Sorts and replaces the file when something was recorded; else does nothing. */
    @Override
    public synchronized void close() {
        if (log == null) {
            return;
        }
        try {
            log.close();
            log = null;
            if (changed) {
                rewrite();
                changed = false;
            }
        } catch (IOException e) {
            throw new CassetteException("%s: cannot be written: %s".formatted(file, e), e);
        }
    }

    private void openLog() {
        if (log != null) {
            return;
        }
        try {
            Files.createDirectories(AtomicFiles.folderOf(file));
            if (!Files.exists(file) || !cleanFile) {
                // A new file appears with its first line in it: a run killed in between leaves no empty one.
                rewrite();
            }
            log = FileChannel.open(file, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new CassetteException("%s: cannot be written: %s".formatted(file, e), e);
        }
    }

    private void write(String block) {
        FileChannel channel = log;
        if (channel == null) {
            throw new CassetteException("%s: the cassette is closed; a recording came after its test".formatted(file));
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(block.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            changed = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rewrite() throws IOException {
        exchanges.sort(REVIEW_ORDER);
        StringBuilder all = new StringBuilder(text(List.of(CassetteLine.header(test, caseId))));
        exchanges.forEach(exchange -> all.append(text(lines(exchange))));
        Path unfinished = Files.createTempFile(AtomicFiles.folderOf(file), ".cassette", ".tmp");
        Files.writeString(unfinished, all, UTF_8);
        AtomicFiles.move(unfinished, file);
    }

    synchronized void index(Exchange exchange) {
        exchanges.add(exchange);
        upstreams.add(exchange.request().upstream());
        byExactKey.computeIfAbsent(exchange.key(), key -> new ArrayList<>()).add(exchange);
        // The takes of one request have one core: hashing a long conversation for each of them would be wasted.
        String core = coreKeys.computeIfAbsent(
                exchange.key(), key -> RequestKey.of(exchange.request()).core());
        byCoreKey.computeIfAbsent(core, key -> new ArrayList<>()).add(exchange);
    }

    private static Optional<Exchange> pick(List<Exchange> takes, int sample, int occurrence) {
        return takes.stream()
                .filter(take -> take.sample() == sample && take.occurrence() == occurrence)
                .findFirst();
    }

    /** For people to follow the lines of one exchange; never read back. */
    private static String id(Exchange exchange) {
        return "%s.%d.%d".formatted(exchange.key().substring(0, 12), exchange.sample(), exchange.occurrence());
    }
}
