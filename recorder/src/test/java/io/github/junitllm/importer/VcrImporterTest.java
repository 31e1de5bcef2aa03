package io.github.junitllm.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.Provenance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

@Timeout(60)
class VcrImporterTest {

    private static final String CASSETTE = """
            interactions:
            - request:
                body: '{"a": 1}'
                headers:
                  Authorization: [Bearer sk-not-kept]
                  content-type: [application/json]
                method: POST
                uri: https://api.openai.com/v1/chat/completions
              response:
                body: {string: '{"ok": true}'}
                headers:
                  Content-Type: [application/json]
                  Set-Cookie: [a=4711]
                status: {code: 200, message: OK}
            version: 1
            """;

    @TempDir
    Path folder;

    private ImportReport imported(Path from) {
        return new VcrImporter(
                        new ImportTarget(folder.resolve("out"), "t", new Citation("example/agent", "MIT", false)))
                .importFrom(from);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** The cassette that vcrpy would have written for a row of real traffic. */
    private static Map<String, Object> cassette(JsonNode row, boolean json) throws IOException {
        JsonNode answer = row.path("response");
        String text = answer.path("body_text").isTextual()
                ? answer.path("body_text").asText()
                : Json.write(answer.path("body"));
        Map<String, Object> string = new LinkedHashMap<>();
        if (json) {
            string.put("base64_string", Base64.getEncoder().encodeToString(gzip(text)));
        } else {
            string.put("string", text.length() % 2 == 0 ? text : gzip(text));
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("body", row.at("/request/body").isNull() ? null : Json.write(row.at("/request/body")));
        request.put(
                "headers",
                Map.of(
                        "content-type",
                        List.of(row.at("/request/content_type").asText("")),
                        "x-api-key",
                        List.of("secret")));
        request.put("method", row.at("/request/method").asText());
        request.put("uri", row.at("/request/url").asText());
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("body", string);
        response.put(
                "headers",
                Map.of(
                        "Content-Type",
                        List.of(answer.path("content_type").asText("")),
                        "Content-Encoding",
                        List.of("gzip")));
        response.put("status", Map.of("code", answer.path("status").asInt(), "message", "OK"));
        return Map.of("interactions", List.of(Map.of("request", request, "response", response)), "version", 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cassettes_of_vcrpy_give_what_the_same_rows_give(boolean json) throws IOException {
        List<Exchange> expected = new ArrayList<>();
        List<Exchange> found = new ArrayList<>();
        for (String line : Files.readAllLines(WireImporterTest.rows())) {
            JsonNode row = Json.read(line);
            if (row.at("/response/content_type").asText("").isEmpty()
                    && row.path("response_format").asText().equals("sse")) {
                continue; // only the row's own member tells that it is a stream
            }
            Path one = file("one.jsonl", line);
            expected.addAll(exchanges(new WireImporter(folder.resolve("wire"), "t").importFile(one)));
            Map<String, Object> cassette = cassette(row, json);
            Path vcr = json
                    ? file("one.json", Json.MAPPER.writeValueAsString(cassette))
                    : file("one.yaml", new Yaml().dump(cassette));
            found.addAll(exchanges(imported(vcr)));
        }
        assertThat(found).hasSize(13);
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("provenance")
                .isEqualTo(expected);
        assertThat(found)
                .filteredOn(exchange -> exchange.response().isStreamed())
                .hasSizeGreaterThan(2);
    }

    private static List<Exchange> exchanges(ImportReport report) {
        return report.imported().stream().map(ImportReport.Imported::exchange).toList();
    }

    @Test
    void a_cassette_says_where_it_comes_from_and_holds_no_header_that_could_be_a_secret() throws IOException {
        ImportReport report = imported(file("test_chat.yaml", CASSETTE));

        assertThat(report).hasToString("1 exchange in 1 cassette\n  openai 1");
        try (Cassette cassette = Cassette.open(report.files().get(0), "t", "c")) {
            assertThat(cassette.exchanges()).singleElement().satisfies(exchange -> {
                assertThat(exchange.provenance())
                        .isEqualTo(Provenance.imported("example/agent: test_chat.yaml", "MIT", false));
                assertThat(exchange.provenance().replayed()).isEqualTo(Evidence.IMPORTED);
                assertThat(exchange.request().contentType()).isEqualTo("application/json");
                assertThat(exchange.response().body()).isEqualTo(Body.of("{\"ok\": true}"));
            });
        }
        assertThat(Files.readString(report.files().get(0)))
                .doesNotContain("sk-not-kept")
                .doesNotContain("4711");
    }

    @Test
    void a_folder_gives_a_cassette_for_each_file_and_repeated_parts_and_parsed_bodies_are_read() throws IOException {
        Path vcr = Files.createDirectories(folder.resolve("vcr"));
        Files.writeString(
                vcr.resolve("a.yaml"),
                CASSETTE.replace("[Bearer sk-not-kept]", "&id001 [x]").replace("[a=4711]", "*id001"));
        Files.writeString(
                vcr.resolve("b.yml"),
                CASSETTE.replace(
                        "body: {string: '{\"ok\": true}'}", "parsed_body: {n: 1.50, t: '7', l: [null, true]}"));
        Files.writeString(vcr.resolve("c.json"), """
                {"http_interactions": [{"request": {"method": "post", "uri": "https://api.openai.com/v1/x", "body": {"encoding": "UTF-8", "string": "{}"}},
                 "response": {"status": {"code": 200, "message": "OK"}, "headers": {"Content-Type": ["text/event-stream"]}, "body": {"encoding": "UTF-8", "string": "data: 1\\n\\ndata: 2\\n\\n"}}}]}
                """);
        ImportReport report = imported(vcr);

        assertThat(report.files()).hasSize(3);
        assertThat(exchanges(report))
                .extracting(exchange -> exchange.response().body().text())
                .containsExactly(
                        "{\"ok\": true}", "{\"n\":1.50,\"t\":\"7\",\"l\":[null,true]}", "data: 1\n\ndata: 2\n\n");
        assertThat(exchanges(report).get(2).response().events()).hasSize(2);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'{\"ok\": true}' -> !!python/object/apply:os.system ['x'] | :10: the tag !!python/object/apply:os.system is refused; allowed are plain values and !!binary",
                "'{\"ok\": true}' -> !!binary '***=' | :10: not base64: Illegal base64 character 2a",
                "'{\"ok\": true}' -> [1] | :2: /interactions/0: the member \"response.body.string\" must be a text, !!binary or null, found [1]",
                "'{\"ok\": true}' -> !!binary H4sIAAAA | :2: /interactions/0: the member \"response.body.string\" is no whole gzip: ",
                "code: 200 -> code: 99 | :2: /interactions/0: the member \"response.status.code\" must be an HTTP status from 200 to 599, found 99",
                "https://api -> file:///etc/passwd#api | :2: /interactions/0: the member \"request.uri\" must be an http or https URL, found \"file:///etc/passwd#api.openai.com/v1/chat/completions\"",
                "method: POST -> method: [] | :2: /interactions/0: the member \"request.method\" must be a text that is not blank, found []",
                "version: 1 -> version: 2 | : version 2 of vcrpy's format; only 1 is read",
                "interactions: -> takes: | : no cassette of VCR: expected the member \"interactions\" or \"http_interactions\" with a list",
                "method: POST -> method: *none | :7: the alias *none stands before its anchor is complete",
                "method: POST -> body: again | :7: the member \"body\" stands here twice",
                "method: POST -> ? [a] | :7: a name of a member must be a text",
                "method: POST -> method: 'open | :10: not YAML: expected <block end>, but found '{'",
            })
    void what_cannot_be_imported_is_named_with_file_and_line(String change, String message) throws IOException {
        String[] parts = change.split(" -> ", -1);
        assertThat(CASSETTE).contains(parts[0]);
        Path vcr = file("bad.yaml", CASSETTE.replace(parts[0], parts[1]));
        assertThatThrownBy(() -> imported(vcr))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(vcr + message);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void bombs_are_refused_at_once() throws IOException {
        StringBuilder laughs = new StringBuilder("a0: &a0 [lol,lol,lol,lol,lol,lol,lol,lol,lol,lol]\n");
        for (int i = 1; i < 12; i++) {
            laughs.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d,".formatted(i - 1).repeat(10))
                    .append("]\n");
        }
        Path aliases = file("laughs.yaml", laughs.toString());
        assertThatThrownBy(() -> imported(aliases)).hasMessage(aliases + ":7: the aliases repeat more than 16 MB");

        Path deep = file("deep.yaml", "interactions: " + "[".repeat(100_000));
        assertThatThrownBy(() -> imported(deep)).hasMessage(deep + ":1: nested deeper than 100 levels");

        Path line = file("line.yaml", CASSETTE.replace("true", "x".repeat(300_000)));
        assertThatThrownBy(() -> imported(line))
                .hasMessage(
                        line
                                + ":10: line has 300030 characters, in YAML allowed are 262144; have vcrpy write it with serializer=\"json\"");

        Path packed = file(
                "packed.json",
                Json.MAPPER.writeValueAsString(cassette(
                        Json.read(
                                "{\"request\":{\"method\":\"POST\",\"url\":\"https://a.example/\",\"body\":null},\"response\":{\"status\":200,\"body_text\":\""
                                        + " ".repeat(17 << 20) + "\"}}"),
                        true)));
        assertThatThrownBy(() -> imported(packed))
                .hasMessageEndingWith(
                        "packed.json: /interactions/0: the member \"response.body.base64_string\" unpacks to more than 16 MB");
    }

    @Test
    void a_secret_and_an_unknown_compression_are_refused() throws IOException {
        Path secret = file(
                "secret.yaml",
                CASSETTE.replace("{\"a\": 1}", "{\"note\": \"" + "q7Xz2Lp9" + "Wv4Kt8Rb1Nc6Jh3Fd5Gs0Mv" + "\"}"));
        assertThatThrownBy(() -> imported(secret))
                .hasMessageContaining(
                        "secret.yaml:2: /interactions/0: not stored: the member \"request\" holds text that looks random at /note");
        Path brotli = file(
                "brotli.yaml",
                CASSETTE.replace("'{\"ok\": true}'", "!!binary iwKA/w==")
                        .replace("Set-Cookie: [a=4711]", "Content-Encoding: [br]"));
        assertThatThrownBy(() -> imported(brotli))
                .hasMessageContaining(
                        "the member \"response.body.string\" is compressed with br, and only gzip is read; record it with decode_compressed_response=True");
    }
}
