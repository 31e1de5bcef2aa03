package io.github.junitllm.importer;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.redact.Redactor;
import io.github.junitllm.stream.EventSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Writes a cassette as WireMock mappings, one stub a take, with bodies byte for byte in {@code __files}. The takes of equal
 * requests become a scenario: each call gets the next one, and the last stays. A stream comes whole, without its times.
 *
 * <p>WireMock compares bodies as JSON, a redacted value stands for any text, and ids that change from run to run are compared
 * as they were recorded.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class WireMockExporter {

    private final Path folder;

    /**
     * Makes an exporter.
     *
     * @param folder where {@code mappings} and {@code __files} go; created when it is not there
     */
    public WireMockExporter(Path folder) {
        this.folder = folder;
    }

    /**
     * Exports all takes of a cassette and returns how many they are.
     *
     * @throws ImportException when there is no take, or the folder holds mappings already
     */
    public int export(Path cassette) {
        if (!Files.isRegularFile(cassette)) {
            throw new ImportException("%s: cannot be read: there is no such file".formatted(cassette));
        }
        Map<String, List<Exchange>> byRequest = new LinkedHashMap<>();
        try (Cassette takes = Cassette.open(cassette, "", "")) {
            takes.exchanges().forEach(take -> byRequest
                    .computeIfAbsent(take.key(), none -> new ArrayList<>())
                    .add(take));
        }
        if (byRequest.isEmpty()) {
            throw new ImportException("%s: holds no recording".formatted(cassette));
        }
        try {
            requireEmpty(WireMockFiles.MAPPINGS);
            requireEmpty(WireMockFiles.BODIES);
            Files.createDirectories(folder.resolve(WireMockFiles.MAPPINGS));
            Files.createDirectories(folder.resolve(WireMockFiles.BODIES));
            int number = 0;
            for (List<Exchange> takes : byRequest.values()) {
                takes.sort(Comparator.comparingInt(Exchange::sample).thenComparingInt(Exchange::occurrence));
                for (int i = 0; i < takes.size(); i++) {
                    write(++number, takes.get(i), i, takes.size());
                }
            }
            return number;
        } catch (IOException e) {
            throw new ImportException("%s: cannot be written: %s".formatted(folder, e), e);
        }
    }

    private void requireEmpty(String name) {
        String[] there = folder.resolve(name).toFile().list();
        if (there != null && there.length > 0) {
            throw new ImportException("%s: holds files already; export into another folder, or empty this one"
                    .formatted(folder.resolve(name)));
        }
    }

    private void write(int number, Exchange take, int index, int count) throws IOException {
        ObjectNode mapping = Json.MAPPER.createObjectNode();
        String name = "%05d-%s".formatted(number, take.request().upstream());
        mapping.put(
                "name",
                "%s %s %s, take %d of %d"
                        .formatted(
                                take.request().method(),
                                take.request().upstream(),
                                take.request().path(),
                                index + 1,
                                count));
        mapping.set("request", request(take));
        mapping.set("response", response(take, name));
        if (count > 1) {
            mapping.put("scenarioName", "junit-llm " + take.key());
            mapping.put("requiredScenarioState", index == 0 ? WireMockMapping.STARTED : "take " + (index + 1));
            if (index + 1 < count) {
                mapping.put("newScenarioState", "take " + (index + 2));
            }
        }
        mapping.putObject("metadata").set(WireMockMapping.OURS, notes(take));
        Files.writeString(
                folder.resolve(WireMockFiles.MAPPINGS).resolve(name + ".json"),
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(mapping) + "\n");
    }

    private static ObjectNode request(Exchange take) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put("method", take.request().method()).put("url", take.request().path());
        Body body = take.request().body();
        if (body.isEmpty()) {
            return request;
        }
        Optional<String> text = body.exactText();
        ObjectNode pattern = request.putArray("bodyPatterns").addObject();
        if (text.isPresent() && Json.tryRead(text.get()).isPresent()) {
            pattern.put("equalToJson", text.get().replace("\"" + Redactor.MARK + "\"", WireMockMapping.ANY_TEXT));
        } else if (text.isPresent()) {
            pattern.put("equalTo", text.get());
        } else {
            pattern.put("binaryEqualTo", Base64.getEncoder().encodeToString(body.bytes()));
        }
        return request;
    }

    private ObjectNode response(Exchange take, String name) throws IOException {
        ObjectNode response = Json.MAPPER.createObjectNode();
        response.put("status", take.response().status());
        ObjectNode headers = response.putObject("headers");
        if (!take.response().contentType().isEmpty()) {
            headers.put("Content-Type", take.response().contentType());
        }
        take.response().headers().forEach(headers::put);
        Body body = take.response().body();
        if (!body.isEmpty()) {
            String file = name + ending(take.response().contentType());
            Files.write(folder.resolve(WireMockFiles.BODIES).resolve(file), body.bytes());
            response.put("bodyFileName", file);
        }
        return response;
    }

    /** What a stub has no place for, so that an import gives the same takes. */
    private static ObjectNode notes(Exchange take) {
        Provenance provenance = take.provenance();
        ObjectNode notes = Json.MAPPER.createObjectNode();
        notes.put("upstream", take.request().upstream()).put("sample", take.sample());
        notes.put("content_type", take.request().contentType());
        if (take.response().isStreamed()
                && EventSplitter.forContentType(take.response().contentType()).isEmpty()) {
            List<Body> events =
                    EventSplitter.ofServerSentEvents().splitAll(take.response().body());
            notes.put(
                    "response_format", events.size() == take.response().events().size() ? "sse" : "ndjson");
        }
        notes.put("origin", provenance.origin().name().toLowerCase(Locale.ROOT));
        provenance.recordedAt().ifPresent(at -> notes.put("recorded_at", at.toString()));
        if (!provenance.source().isEmpty()) {
            notes.put("source", provenance.source()).put("licence", provenance.licence());
        }
        return notes;
    }

    private static String ending(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("text/event-stream")) {
            return ".sse";
        }
        return type.contains("json") ? ".json" : ".body";
    }
}
