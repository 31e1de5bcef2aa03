package io.github.junitllm.importer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.importer.WireRow.BadRow;
import io.github.junitllm.redact.RedactionRules;
import io.github.junitllm.redact.Redactor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        ImportedCassettes cassettes = new ImportedCassettes(folder, test, redactor);
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    cassettes.add(WireRow.of(parse(line)));
                }
            }
        } catch (BadRow e) {
            throw new ImportException("%s:%d: %s".formatted(file, number, e.what()), e);
        } catch (IOException e) {
            throw new ImportException("%s: cannot be read: %s".formatted(file, e), e);
        }
        if (cassettes.isEmpty()) {
            throw new ImportException(
                    "%s:%d: no rows; expected one JSON object a line with the members id, source, licence, request and response"
                            .formatted(file, Math.max(1, number)));
        }
        return cassettes.write(List.of());
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
}
