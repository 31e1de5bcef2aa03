package io.github.junitllm.cassette;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.match.MatchRules;
import io.github.junitllm.match.RequestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

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
    private final MatchRules rules;
    private final BodyFiles bodies;
    private final CassetteLog log;
    private final List<Exchange> exchanges = new ArrayList<>();
    /** By core: an index by exact keys beside it would count on its own, and could give a take twice. */
    private final TakeIndex takes = new TakeIndex();

    private final Set<String> upstreams = new HashSet<>();
    private final Map<String, String> coreKeys = new HashMap<>();
    private final Map<String, Discarded> discarded;
    private final Map<Integer, String> outcomes;
    private final Set<Integer> recordedNow = new TreeSet<>();
    private final int lost;
    private final boolean cleanFile;
    private boolean changed;

    private Cassette(Path file, String test, String caseId, MatchRules rules, CassetteReader.Content content) {
        this.file = file;
        this.test = content.test().isEmpty() ? test : content.test();
        this.caseId = content.caseId().isEmpty() ? caseId : content.caseId();
        this.rules = rules;
        this.bodies = new BodyFiles(file);
        this.log = new CassetteLog(file);
        this.discarded = new TreeMap<>(content.discarded());
        this.outcomes = new TreeMap<>(content.outcomes());
        this.lost = content.lost();
        this.cleanFile = content.endsCleanly();
        content.exchanges().forEach(this::index);
    }

    /** Opens a cassette without rules of the user's, see {@link #open(Path, String, String, MatchRules)}. */
    public static Cassette open(Path file, String test, String caseId) {
        return open(file, test, caseId, MatchRules.NONE);
    }

    /**
     * Opens a cassette and reads it if it is there; nothing is created before the first recording.
     *
     * @param file the cassette's file
     * @param test name of the test, for the header of a new file
     * @param caseId id of the golden, for the header of a new file
     * @param rules what counts when requests are compared
     * @throws CassetteException when the file is there and is no readable cassette
     * @throws IllegalStateException when the normaliser of the rules fails on a recorded request
     */
    public static Cassette open(Path file, String test, String caseId, MatchRules rules) {
        CassetteReader.Content content =
                Files.exists(file) ? new CassetteReader(file, rules).read() : CassetteReader.Content.NOTHING;
        return new Cassette(file, test, caseId, rules, content);
    }

    /** Returns the cassette's file, which need not be there. */
    public Path file() {
        return file;
    }

    /** Returns what counts when requests are compared. */
    public MatchRules rules() {
        return rules;
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
        return takes.find(key.core(), sample, occurrence)
                .map(exchange -> new Take(exchange, !exchange.key().equals(key.exact())));
    }

    /** Returns the numbers of the samples that have a take of this request. */
    public synchronized SortedSet<Integer> samplesWith(RequestKey key) {
        return new TreeSet<>(takes.samplesWith(key.core()));
    }

    /** Returns the number of takes of this request. */
    public synchronized int takes(RequestKey key) {
        return takes.size(key.core());
    }

    /** Returns the recorded requests, each once. */
    public synchronized List<RecordedRequest> requests() {
        return exchanges.stream().map(Exchange::request).distinct().toList();
    }

    /** Tells whether a request to this upstream is recorded. */
    public synchronized boolean holds(String upstream) {
        return upstreams.contains(upstream);
    }

    /** Returns how many takes of the requests of these takes gave way to newer ones; each request counts once. */
    public synchronized Discarded discarded(Collection<Exchange> used) {
        return discarded.isEmpty()
                ? Discarded.NONE
                : used.stream()
                        .map(Cassette::plainKey)
                        .distinct()
                        .map(key -> discarded.getOrDefault(key, Discarded.NONE))
                        .reduce(Discarded.NONE, Discarded::plus);
    }

    /**
     * Adds a complete exchange and writes it at once. A take of the same request, sample and occurrence gives way to it
     * and is counted.
     */
    public synchronized void add(Exchange exchange) {
        openLog();
        Exchange distinct = distinct(exchange);
        List<JsonNode> lines = new ArrayList<>(discard(exchange));
        lines.addAll(lines(distinct));
        append(lines);
        index(exchange);
        recordedNow.add(exchange.sample());
    }

    /** The newer take is whole, so that its forerunner can go: a run killed earlier keeps the old one. */
    private List<JsonNode> discard(Exchange newer) {
        Optional<Exchange> older = older(newer);
        if (older.isEmpty()) {
            return List.of();
        }
        Exchange gone = older.get();
        String key = plainKey(gone);
        Optional<String> outcome = Optional.ofNullable(outcomes.get(gone.sample()));
        discarded.merge(key, CassetteReader.one(outcome), Discarded::plus);
        forget(gone);
        return List.of(CassetteLine.discard(key, gone.sample(), gone.occurrence(), outcome));
    }

    private Optional<Exchange> older(Exchange newer) {
        return takes.find(coreKey(newer), newer.sample(), newer.occurrence());
    }

    /** A take that stays can have the same number, given to it before a rule made both requests equal. */
    private Exchange distinct(Exchange newer) {
        Optional<Exchange> older = older(newer);
        TakeIndex others = new TakeIndex();
        takes.of(coreKey(newer), newer.sample()).stream()
                .filter(other -> other.key().equals(newer.key()))
                .filter(other -> !older.equals(Optional.of(other)))
                .forEach(other -> others.add(plainExact(other), other));
        return numbered(newer, others.add(plainExact(newer), newer));
    }

    private static Exchange numbered(Exchange take, int occurrence) {
        return occurrence == take.occurrence()
                ? take
                : new Exchange(
                        take.key(), take.sample(), occurrence, take.request(), take.response(), take.provenance());
    }

    /** Takes out recordings that nothing uses; the file changes on {@link #close}. */
    public synchronized void remove(List<Exchange> takes) {
        takes.forEach(this::forget);
        changed |= !takes.isEmpty();
    }

    /**
     * Puts the request as it is sent today in the place of one that is equal but for members that cannot change an answer;
     * the file changes on {@link #close}.
     */
    public synchronized Exchange rekey(Exchange take, RequestKey key, RecordedRequest request) {
        Exchange renewed = new Exchange(
                key.exact(), take.sample(), take.occurrence(), request, take.response(), take.provenance());
        forget(take);
        index(renewed);
        changed = true;
        return renewed;
    }

    /** Notes how the sample ended whose takes were recorded in this run; of others nothing is noted. */
    public synchronized void sampleEnded(int sample, String outcome) {
        if (recordedNow.contains(sample) && log.isOpen()) {
            outcomes.put(sample, outcome);
            append(List.of(CassetteLine.outcome(sample, outcome)));
        }
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
                CassetteLine.request(id, distinct(exchange), bodies),
                CassetteLine.response(id, started, provenance, bodies)));
        return new StreamRecording(this, id, exchange);
    }

    synchronized void finish(String id, Exchange exchange) {
        List<JsonNode> lines = new ArrayList<>(discard(exchange));
        lines.add(CassetteLine.end(id, exchange.response().totalMillis()));
        append(lines);
        index(exchange);
        recordedNow.add(exchange.sample());
    }

    synchronized void append(List<? extends JsonNode> lines) {
        log.append(lines);
        changed = true;
    }

    synchronized JsonNode eventLine(String id, StreamEvent event) {
        return CassetteLine.event(id, event, bodies);
    }

    /** Sorts and replaces the file when something was recorded or changed; else does nothing. */
    @Override
    public synchronized void close() {
        try {
            log.close();
            if (changed) {
                log.replace(content());
                changed = false;
            }
        } catch (IOException e) {
            throw new CassetteException("%s: cannot be written: %s".formatted(file, e), e);
        }
    }

    private void openLog() {
        if (log.isOpen()) {
            return;
        }
        try {
            Files.createDirectories(AtomicFiles.folderOf(file));
            if (!Files.exists(file) || !cleanFile) {
                // A new file appears with its first line in it: a run killed in between leaves no empty one.
                log.replace(content());
            }
            log.open();
        } catch (IOException e) {
            throw new CassetteException("%s: cannot be written: %s".formatted(file, e), e);
        }
    }

    private List<JsonNode> content() {
        exchanges.sort(REVIEW_ORDER);
        List<JsonNode> lines = new ArrayList<>();
        lines.add(CassetteLine.header(test, caseId));
        TakeIndex written = new TakeIndex();
        exchanges.forEach(
                exchange -> lines.addAll(lines(numbered(exchange, written.add(plainExact(exchange), exchange)))));
        outcomes.keySet().retainAll(exchanges.stream().map(Exchange::sample).collect(Collectors.toSet()));
        outcomes.forEach((sample, outcome) -> lines.add(CassetteLine.outcome(sample, outcome)));
        discarded.forEach((key, tally) -> lines.add(CassetteLine.discarded(key, tally)));
        return lines;
    }

    private void index(Exchange exchange) {
        exchanges.add(exchange);
        upstreams.add(exchange.request().upstream());
        takes.add(coreKey(exchange), exchange);
    }

    private void forget(Exchange take) {
        exchanges.remove(take);
        takes.remove(coreKey(take), take);
    }

    /** The takes of one request have one core: hashing a long conversation for each of them would be wasted. */
    private String coreKey(Exchange exchange) {
        return coreKeys.computeIfAbsent(exchange.key(), key -> RequestKey.of(rules.relevant(exchange.request()))
                .core());
    }

    private String plainExact(Exchange take) {
        return rules.equals(MatchRules.NONE)
                ? take.key()
                : RequestKey.of(take.request()).exact();
    }

    /** The key without rules of the user's, which may be others tomorrow. */
    private static String plainKey(Exchange take) {
        return RequestKey.of(take.request()).core();
    }

    /** For people to follow the lines of one exchange; never read back. */
    private static String id(Exchange exchange) {
        return "%s.%d.%d".formatted(exchange.key().substring(0, 12), exchange.sample(), exchange.occurrence());
    }
}
