package io.github.junitllm.cassette;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.cassette.CassetteLine.BadLine;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.match.MatchRules;
import io.github.junitllm.match.RequestKey;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a cassette line by line. Lines of several exchanges may be mixed, as a parallel recording leaves them; an
 * exchange without its end was in flight when the recording run was killed and is left out, a last line cut short too.
 */
final class CassetteReader {

    private static final Pattern UNMERGED = Pattern.compile("<{7}|={7}|>{7}|\\|{7}");
    private static final String REMEDY = "; restore the file from version control or record it again";

    private final Path file;
    private final BodyFiles files;
    private final Map<String, Pending> open = new LinkedHashMap<>();
    private final MatchRules rules;
    /** By identity without rules, which is what one file holds once. */
    private final Map<Identity, Integer> firstLines = new HashMap<>();

    private final Map<CoreIdentity, List<Identity>> sameCore = new HashMap<>();

    private final Map<Identity, Exchange> complete = new LinkedHashMap<>();
    private final Map<String, Discarded> discarded = new HashMap<>();
    private final Map<Integer, String> outcomes = new HashMap<>();
    private String test = "";
    private String caseId = "";
    private boolean endsCleanly = true;
    private int number;
    private int lost;

    CassetteReader(Path file, MatchRules rules) {
        this.file = file;
        this.rules = rules;
        this.files = new BodyFiles(file);
    }

    /** What a file holds: complete exchanges in file order, and how many were lost in flight. */
    record Content(
            String test,
            String caseId,
            List<Exchange> exchanges,
            Map<String, Discarded> discarded,
            Map<Integer, String> outcomes,
            int lost,
            boolean endsCleanly) {

        static final Content NOTHING = new Content("", "", List.of(), Map.of(), Map.of(), 0, true);
    }

    private record Identity(String exactKey, int sample, int occurrence) {}

    /** What a line names that lets a take give way. */
    private record CoreIdentity(String coreKey, int sample, int occurrence) {}

    Content read() {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                number++;
                readLine(line.toByteArray(), false);
                line.reset();
            }
            if (line.size() > 0) {
                number++;
                readLine(line.toByteArray(), true);
            }
        } catch (IOException e) {
            throw new CassetteException("%s: cannot be read: %s".formatted(file, e), e);
        }
        if (number == 0) {
            throw bad("the file is empty; expected a first line {\"cassette\":1,...}");
        }
        return new Content(
                test,
                caseId,
                List.copyOf(complete.values()),
                discarded,
                outcomes,
                lost + open.size(),
                endsCleanly && open.isEmpty());
    }

    private void readLine(byte[] bytes, boolean cutShort) {
        JsonNode line = parse(bytes, cutShort);
        if (line == null) {
            endsCleanly = false;
            return;
        }
        endsCleanly = !cutShort;
        try {
            take(line);
        } catch (BadLine e) {
            throw bad(e.what());
        }
    }

    private @Nullable JsonNode parse(byte[] bytes, boolean cutShort) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (UNMERGED.matcher(text).lookingAt()) {
                throw bad("a merge of two versions that was not finished (\"%s\")".formatted(text.substring(0, 7)));
            }
            JsonNode line = Json.read(text);
            if (holdsHalfACharacter(text, line)) {
                throw bad("a \\u escape that is half a character");
            }
            if (line.isObject()) {
                return line;
            }
            throw bad("expected a JSON object, found " + excerpt(text));
        } catch (JsonProcessingException e) {
            if (cutShort && number > 1) {
                return null;
            }
            long column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw bad("not JSON at column %d: %s".formatted(column, e.getOriginalMessage()));
        } catch (CharacterCodingException e) {
            if (cutShort && number > 1) {
                return null;
            }
            throw bad("not UTF-8");
        }
    }

    /** Half of a surrogate pair: JSON can spell it, and no file can hold it once it is read. */
    private static boolean holdsHalfACharacter(String text, JsonNode line) {
        return (text.contains("\\ud") || text.contains("\\uD"))
                && !UTF_8.newEncoder().canEncode(Json.write(line));
    }

    private void take(JsonNode line) {
        if (number == 1) {
            JsonNode format = line.path("cassette");
            if (!format.isInt() || format.intValue() != CassetteLine.FORMAT) {
                throw new BadLine(
                        line.has("cassette")
                                ? "cassette format %s, this version reads format %d"
                                        .formatted(excerpt(Json.write(line.get("cassette"))), CassetteLine.FORMAT)
                                : "no cassette: expected a first line {\"cassette\":1,...}");
            }
            test = line.path("test").asText("");
            caseId = line.path("case").asText("");
        } else if (line.has("request")) {
            RecordedRequest request = CassetteLine.readRequest(line, files);
            Pending pending = new Pending(
                    CassetteLine.positive(line, "sample"), CassetteLine.positive(line, "occurrence"), request);
            String id = CassetteLine.text(line, "request");
            // The same once more: its stream was cut, and the application tried again.
            if (open.put(id, pending) != null) {
                lost++;
            }
        } else if (line.has("response")) {
            Pending pending = pending(line, "response");
            pending.response = CassetteLine.readResponse(line, files);
            pending.provenance = CassetteLine.readProvenance(line);
            if (!line.path("stream").asBoolean(false)) {
                finish(CassetteLine.text(line, "response"), pending.response);
            }
        } else if (line.has("event")) {
            pending(line, "event").events.add(new StreamEvent(CassetteLine.millis(line), files.read(line)));
        } else if (line.has("end")) {
            Pending pending = pending(line, "end");
            RecordedResponse head = pending.response;
            if (head == null) {
                throw new BadLine("the end of a stream without its response");
            }
            finish(
                    CassetteLine.text(line, "end"),
                    RecordedResponse.streamed(
                            head.status(),
                            head.contentType(),
                            head.headers(),
                            pending.events,
                            CassetteLine.millis(line)));
        } else if (line.has("discard")) {
            discard(line);
        } else if (line.has("discarded")) {
            discarded.merge(CassetteLine.text(line, "discarded"), tally(line), Discarded::plus);
        } else if (line.has("outcome")) {
            outcomes.put(CassetteLine.positive(line, "sample"), CassetteLine.text(line, "outcome"));
        } else {
            throw new BadLine("expected a member \"request\", \"response\", \"event\" or \"end\", found "
                    + excerpt(Json.write(line)));
        }
    }

    private Pending pending(JsonNode line, String member) {
        String id = CassetteLine.text(line, member);
        Pending pending = open.get(id);
        if (pending == null) {
            throw new BadLine("%s of \"%s\", of which no request is open".formatted(member, id));
        }
        return pending;
    }

    private void finish(String id, RecordedResponse response) {
        Pending pending = open.remove(id);
        if (pending == null || pending.provenance == null) {
            throw new BadLine("the response of \"%s\" has no origin".formatted(id));
        }
        RequestKey plain = RequestKey.of(pending.request);
        Identity identity = new Identity(plain.exact(), pending.sample, pending.occurrence);
        Integer first = firstLines.putIfAbsent(identity, number);
        if (first != null) {
            throw new BadLine("a second take for the same request, sample %d, occurrence %d (the first ends in line %d)"
                    .formatted(pending.sample, pending.occurrence, first));
        }
        sameCore.computeIfAbsent(
                        new CoreIdentity(plain.core(), pending.sample, pending.occurrence), none -> new ArrayList<>())
                .add(identity);
        RecordedRequest relevant = rules.relevant(pending.request);
        String key = relevant.equals(pending.request)
                ? plain.exact()
                : RequestKey.of(relevant).exact();
        complete.put(
                identity,
                new Exchange(key, pending.sample, pending.occurrence, pending.request, response, pending.provenance));
    }

    /** What an interrupted rerecording leaves: the older take, then this line, then the newer one. */
    private void discard(JsonNode line) {
        String core = CassetteLine.text(line, "discard");
        int sample = CassetteLine.positive(line, "sample");
        int occurrence = CassetteLine.positive(line, "occurrence");
        List<Identity> all = sameCore.remove(new CoreIdentity(core, sample, occurrence));
        for (Identity gone : all == null ? List.<Identity>of() : all) {
            firstLines.remove(gone);
            complete.remove(gone);
        }
        discarded.merge(
                core,
                one(Optional.of(line.path("outcome").asText("")).filter(outcome -> !outcome.isEmpty())),
                Discarded::plus);
    }

    /** The tally of a single take whose sample ended so. */
    static Discarded one(Optional<String> outcome) {
        return new Discarded(1, outcome.filter("PASSED"::equals).isPresent() ? 1 : 0, outcome.isEmpty() ? 1 : 0);
    }

    private static Discarded tally(JsonNode line) {
        int takes = CassetteLine.count(line, "takes");
        int passed = CassetteLine.count(line, "passed");
        int unknown = CassetteLine.count(line, "unknown");
        try {
            return new Discarded(takes, passed, unknown);
        } catch (IllegalArgumentException contradiction) {
            throw new BadLine(String.valueOf(contradiction.getMessage()));
        }
    }

    private CassetteException bad(String what) {
        return new CassetteException("%s:%d: %s%s".formatted(file, Math.max(1, number), what, REMEDY));
    }

    private static String excerpt(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static final class Pending {

        final int sample;
        final int occurrence;
        final RecordedRequest request;
        final List<StreamEvent> events = new ArrayList<>();

        @Nullable
        RecordedResponse response;

        @Nullable
        Provenance provenance;

        Pending(int sample, int occurrence, RecordedRequest request) {
            this.sample = sample;
            this.occurrence = occurrence;
            this.request = request;
        }
    }
}
