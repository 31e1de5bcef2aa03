package io.github.junitllm.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.importer.ImportReport.Imported;
import io.github.junitllm.importer.WireImporter;
import io.github.junitllm.stream.EventSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Real exchanges from {@code src/test/resources/wire}, and written ones for what those do not hold. */
final class RealCalls {

    static final Path ROWS = Path.of("src/test/resources/wire/providers.jsonl");

    private RealCalls() {}

    /** Imports all rows into this folder. */
    static List<Imported> all(Path folder) {
        return new WireImporter(folder, "test").importFile(ROWS).imported();
    }

    /** Reads the real exchange with this id. */
    static LlmCall read(Path folder, String id) throws IOException {
        for (String line : Files.readAllLines(ROWS, UTF_8)) {
            if (Json.read(line) instanceof ObjectNode row
                    && row.path("id").asText().equals(id)) {
                Path file = Files.writeString(folder.resolve(id + ".row"), line);
                return CallReaders.read(new WireImporter(folder, "test")
                                .importFile(file)
                                .imported()
                                .get(0)
                                .exchange())
                        .orElseThrow();
            }
        }
        throw new IllegalArgumentException("no row " + id);
    }

    /** Reads a response that came whole. */
    static LlmCall whole(String path, String request, String response) {
        return CallReaders.read(
                        exchange(path, request, RecordedResponse.whole(200, "application/json", Body.of(response))))
                .orElseThrow();
    }

    /** Reads a stream of server-sent events with these data. */
    static LlmCall streamed(String path, String request, String... data) {
        StringBuilder body = new StringBuilder();
        for (String one : data) {
            body.append("data: ").append(one).append("\n\n");
        }
        List<StreamEvent> events = EventSplitter.ofServerSentEvents().splitAll(Body.of(body.toString())).stream()
                .map(raw -> new StreamEvent(0, raw))
                .toList();
        RecordedResponse response = RecordedResponse.streamed(200, "text/event-stream", new TreeMap<>(), events, 0);
        return CallReaders.read(exchange(path, request, response)).orElseThrow();
    }

    static Exchange exchange(String path, String request, RecordedResponse response) {
        return new Exchange(
                "key",
                1,
                1,
                new RecordedRequest("POST", "somewhere", path, "application/json", Body.of(request)),
                response,
                Provenance.recorded(Instant.EPOCH));
    }
}
