package io.github.junitllm.importer;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.KeptHeaders;
import io.github.junitllm.exchange.Origin;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.importer.ImportReport.Imported;
import io.github.junitllm.importer.WireRow.BadRow;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.redact.Redactor;
import io.github.junitllm.redact.StreamRedactor;
import io.github.junitllm.redact.Suspicion;
import io.github.junitllm.server.Upstreams;
import io.github.junitllm.stream.EventSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The exchanges of one import: redacted, numbered, and written only when all of them are good. */
final class ImportedCassettes {

    private final Path folder;
    private final String test;
    private final Redactor redactor;
    private final Map<Path, List<Imported>> cassettes = new LinkedHashMap<>();
    private final List<Imported> all = new ArrayList<>();
    private final List<String> redacted = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();

    ImportedCassettes(Path folder, String test, Redactor redactor) {
        this.folder = folder;
        this.test = test;
        this.redactor = redactor;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Adds a row whose upstream its URL tells. */
    void add(WireRow row) {
        add(
                row,
                UpstreamOfUrl.of(row.url(), Upstreams.known())
                        .orElseThrow(() -> BadRow.of("request.url", "an http or https URL", row.url())));
    }

    void add(WireRow row, UpstreamOfUrl url) {
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
        Imported imported = new Imported(
                row.id(),
                file,
                new Exchange(key.exact(), row.sample(), occurrence, request, response, row.provenance()));
        cassettes.computeIfAbsent(file, none -> new ArrayList<>()).add(imported);
        all.add(imported);
    }

    private RecordedResponse response(WireRow row) {
        Optional<EventSplitter> splitter =
                switch (row.format()) {
                    case "sse" -> Optional.of(EventSplitter.ofServerSentEvents());
                    case "ndjson" -> Optional.of(EventSplitter.ofLines());
                    default -> EventSplitter.forContentType(row.responseType());
                };
        if (splitter.isEmpty() || row.responseBody().isEmpty()) {
            RecordedResponse whole = new RecordedResponse(
                    row.status(), row.responseType(), headers(row), redactor.body(row.responseBody()), List.of(), 0);
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
        return RecordedResponse.streamed(row.status(), row.responseType(), headers(row), events, 0);
    }

    private SortedMap<String, String> headers(WireRow row) {
        SortedMap<String, String> kept = new TreeMap<>();
        row.responseHeaders().forEach((name, value) -> {
            if (name.equals(KeptHeaders.SESSION)) {
                kept.put(name, KeptHeaders.RECORDED_SESSION);
            } else if (KeptHeaders.NAMES.contains(name)) {
                kept.put(name, redactor.path(value));
            }
        });
        return kept;
    }

    private static void refuse(String member, Suspicion suspicion) {
        throw new BadRow(suspicion.message("the member \"%s\"".formatted(member)));
    }

    ImportReport write(List<String> skipped) {
        cassettes.keySet().forEach(this::requireOnlyImports);
        cassettes.forEach(this::write);
        return new ImportReport(List.copyOf(cassettes.keySet()), all, redacted, skipped);
    }

    private void requireOnlyImports(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try (Cassette there = Cassette.open(file, test, caseOf(file))) {
            boolean onlyImports =
                    there.exchanges().stream().map(Exchange::provenance).allMatch(ImportedCassettes::isImport);
            if (!onlyImports) {
                throw new ImportException(
                        "%s: holds recordings of your own; import into another folder, or delete the file first"
                                .formatted(file));
            }
        }
    }

    /** What a scripted stand-in told our recorder has a date. */
    private static boolean isImport(Provenance provenance) {
        return provenance.origin() == Origin.IMPORTED
                || (provenance.origin() == Origin.SIMULATED
                        && provenance.recordedAt().isEmpty());
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
