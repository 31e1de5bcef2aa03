package io.github.junitllm.importer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.Origin;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.importer.ImportReport.Imported;
import io.github.junitllm.importer.WireRow.BadRow;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.redact.RedactionRules;
import io.github.junitllm.redact.Redactor;
import io.github.junitllm.redact.StreamRedactor;
import io.github.junitllm.redact.Suspicion;
import io.github.junitllm.server.Upstreams;
import io.github.junitllm.stream.EventSplitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * Turns exchanges that others recorded into cassettes. Reads JSON lines, one exchange each:
 *
 * <pre>{@code
 * {"id": "...", "source": "who recorded it", "licence": "MIT", "cassette": "their file", "response_format": "sse",
 *  "request": {"method": "POST", "url": "https://...", "content_type": "application/json", "body": {...}},
 *  "response": {"status": 200, "content_type": "text/event-stream", "body": null, "body_text": "data: ..."}}
 * }</pre>
 *
 * <p>Optional members: {@code case} (name of the cassette; else rows of one {@code cassette} share a file, and rows
 * without one get a file each), {@code sample} (default 1), {@code synthesised} (the answer is real, the HTTP body
 * around it was made). Parsed bodies are written without white space, {@code body_text} byte for byte. Nothing is
 * written unless every row is good. The whole file is held in memory.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class WireImporter {

    private final Path folder;
    private final String test;
    private final Redactor redactor;

    /**
     * Makes an importer.
     *
     * @param folder where cassettes are written; created when it is not there
     * @param test name of the test, for the header of the cassettes
     */
    public WireImporter(Path folder, String test) {
        this(folder, test, RedactionRules.NONE);
    }

    /** Makes an importer with rules beside the built-in ones for what is redacted. */
    public WireImporter(Path folder, String test, RedactionRules rules) {
        this.folder = folder;
        this.test = test;
        this.redactor = Redactor.knowing(List.of()).with(rules);
    }

    /**
     * Imports a file. A cassette that is there already is replaced if it holds nothing but imports.
     *
     * @throws ImportException when a row cannot be read, or a cassette with other recordings is in the way
     */
    public ImportReport importFile(Path file) {
        Map<Path, List<Imported>> cassettes = new LinkedHashMap<>();
        List<Imported> all = new ArrayList<>();
        List<String> redacted = new ArrayList<>();
        Map<String, Integer> occurrences = new HashMap<>();
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    Imported row = read(parse(line), occurrences, redacted);
                    cassettes
                            .computeIfAbsent(row.file(), key -> new ArrayList<>())
                            .add(row);
                    all.add(row);
                }
            }
        } catch (BadRow e) {
            throw new ImportException("%s:%d: %s".formatted(file, number, e.what()), e);
        } catch (IOException e) {
            throw new ImportException("%s: cannot be read: %s".formatted(file, e), e);
        }
        if (all.isEmpty()) {
            throw new ImportException(
                    "%s:%d: no rows; expected one JSON object a line with the members id, source, licence, request and response"
                            .formatted(file, Math.max(1, number)));
        }
        cassettes.keySet().forEach(this::requireOnlyImports);
        cassettes.forEach(this::write);
        return new ImportReport(List.copyOf(cassettes.keySet()), all, redacted);
    }

    /** Each byte came as one character, so that a byte that is no UTF-8 is found in its own line. */
    private static JsonNode parse(String bytes) {
        String line = Body.of(bytes.getBytes(ISO_8859_1)).exactText().orElseThrow(() -> new BadRow("not UTF-8"));
        try {
            JsonNode row = Json.read(line);
            if (row.isObject()) {
                return row;
            }
            throw new BadRow("expected a JSON object");
        } catch (JsonProcessingException e) {
            long column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw new BadRow("not JSON at column %d: %s".formatted(column, e.getOriginalMessage()));
        }
    }

    private Imported read(JsonNode json, Map<String, Integer> occurrences, List<String> redacted) {
        WireRow row = WireRow.of(json);
        UpstreamOfUrl url = UpstreamOfUrl.of(row.url(), Upstreams.known())
                .orElseThrow(() -> new BadRow("request.url", "an http or https URL", json.at("/request/url")));
        RecordedRequest request = new RecordedRequest(
                row.method(),
                url.upstream(),
                redactor.path(url.path()),
                row.requestType(),
                redactor.body(row.requestBody()));
        redactor.suspicion(request).ifPresent(suspicion -> refuse("request", suspicion));
        RecordedResponse response = response(row);
        if (!request.path().equals(url.path())
                || !request.body().equals(row.requestBody())
                || !response.body().equals(row.responseBody())) {
            redacted.add(row.id());
        }
        Path file = folder.resolve(CassetteNames.of(row) + ".jsonl");
        RequestKey key = RequestKey.of(request);
        // The server counts occurrences by the core of the key too: members that cannot change an answer do not count.
        int occurrence = occurrences.merge(file + "\n" + row.sample() + "\n" + key.core(), 1, Integer::sum);
        String source = row.cassette().isEmpty() ? row.source() : row.source() + ": " + row.cassette();
        Provenance provenance = Provenance.imported(source, row.licence(), row.synthesised());
        return new Imported(
                row.id(), file, new Exchange(key.exact(), row.sample(), occurrence, request, response, provenance));
    }

    private RecordedResponse response(WireRow row) {
        Optional<EventSplitter> splitter =
                switch (row.format()) {
                    case "sse" -> Optional.of(EventSplitter.ofServerSentEvents());
                    case "ndjson" -> Optional.of(EventSplitter.ofLines());
                    default -> EventSplitter.forContentType(row.responseType());
                };
        if (splitter.isEmpty() || row.responseBody().isEmpty()) {
            RecordedResponse whole =
                    RecordedResponse.whole(row.status(), row.responseType(), redactor.body(row.responseBody()));
            redactor.suspicion(whole).ifPresent(suspicion -> refuse("response", suspicion));
            return whole;
        }
        StreamRedactor stream = redactor.stream();
        List<StreamEvent> events = new ArrayList<>();
        for (Body raw : splitter.get().splitAll(row.responseBody())) {
            events.addAll(stream.add(new StreamEvent(0, raw)));
        }
        events.addAll(stream.end());
        stream.suspicion().ifPresent(suspicion -> refuse("response", suspicion));
        return RecordedResponse.streamed(row.status(), row.responseType(), new TreeMap<>(), events, 0);
    }

    private static void refuse(String member, Suspicion suspicion) {
        throw new BadRow(suspicion.message("the member \"%s\"".formatted(member)));
    }

    private void requireOnlyImports(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try (Cassette there = Cassette.open(file, test, caseOf(file))) {
            boolean onlyImports = there.exchanges().stream()
                    .allMatch(exchange -> exchange.provenance().origin() == Origin.IMPORTED);
            if (!onlyImports) {
                throw new ImportException(
                        "%s: holds recordings of your own; import into another folder, or delete the file first"
                                .formatted(file));
            }
        }
    }

    private void write(Path file, List<Imported> rows) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ImportException("%s: cannot be replaced: %s".formatted(file, e), e);
        }
        try (Cassette cassette = Cassette.open(file, test, caseOf(file))) {
            rows.forEach(row -> cassette.add(row.exchange()));
        }
    }

    private static String caseOf(Path file) {
        return file.toString()
                .substring(file.toString().lastIndexOf(file.getFileSystem().getSeparator()) + 1)
                .replaceFirst("\\.jsonl$", "");
    }
}
