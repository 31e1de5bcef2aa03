package io.github.junitllm.importer;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.redact.RedactionRules;
import io.github.junitllm.testing.RawHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WireMockTest {

    private static final Citation CITATION = new Citation("example/shop", "MIT", false);
    private static final String STUB =
            "{\"request\":{\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"bodyPatterns\":[{\"equalToJson\":\"{\\\"a\\\":1}\"}]},\"response\":{\"status\":200,\"body\":\"x\"}}";

    @TempDir
    Path folder;

    private ImportReport imported(Path from, boolean skipping) {
        return new WireMockImporter(
                        new ImportTarget(
                                folder.resolve("out"), "t", Optional.of("c"), RedactionRules.NONE, CITATION, skipping),
                        Optional.of("openai"))
                .importFrom(from);
    }

    private Path mappings(String json) throws IOException {
        Files.createDirectories(folder.resolve("set/mappings"));
        Files.createDirectories(folder.resolve("set/__files"));
        Files.writeString(folder.resolve("set/mappings/stubs.json"), json);
        return folder.resolve("set");
    }

    private Exchange take(String request, int sample, int occurrence, RecordedResponse response) {
        RecordedRequest asked =
                new RecordedRequest("POST", "openai", "/v1/chat/completions", "application/json", Body.of(request));
        return new Exchange(
                RequestKey.of(asked).exact(),
                sample,
                occurrence,
                asked,
                response,
                Provenance.recorded(Instant.parse("2026-01-31T12:00:00Z")));
    }

    private static RecordedResponse json(String body) {
        return RecordedResponse.whole(200, "application/json", Body.of(body));
    }

    /** Real answers of several providers, and what is hard: several takes, bytes that are no text, no body, headers. */
    private List<Path> cassettes() {
        ImportReport real = new WireImporter(folder.resolve("real"), "t").importFile(WireImporterTest.rows());
        Path own = folder.resolve("own.jsonl");
        try (Cassette cassette = Cassette.open(own, "t", "c")) {
            cassette.add(take("{\"q\":1}", 1, 1, json("{\"n\": 1}\r\n")));
            cassette.add(take("{\"q\":1}", 1, 2, json("{\"n\": 2}")));
            cassette.add(take("{\"q\":1}", 2, 1, json("{\"n\": 3}")));
            cassette.add(take("{\"password\":\"[REDACTED]\"}", 1, 1, json("{\"n\": 4}")));
            cassette.add(take(
                    "no json",
                    1,
                    1,
                    new RecordedResponse(
                            302, "", new TreeMap<>(Map.of("location", "/there")), Body.EMPTY, List.of(), 0)));
            cassette.add(take("{\"speak\":true}", 1, 1, RecordedResponse.whole(200, "audio/mpeg", Body.of(new byte[] {
                (byte) 0xff, 0, (byte) 0xfb, 13, 10
            }))));
        }
        return Stream.concat(real.files().stream(), Stream.of(own)).toList();
    }

    private static List<Exchange> takes(Path file) {
        try (Cassette cassette = Cassette.open(file, "t", "c")) {
            return cassette.exchanges();
        }
    }

    @Test
    void wiremock_serves_an_exported_cassette_byte_for_byte() throws Exception {
        int served = 0;
        for (Path cassette : cassettes()) {
            Path out = folder.resolve("wiremock-" + cassette.getFileName());
            int exported = new WireMockExporter(out).export(cassette);
            WireMockServer server =
                    new WireMockServer(options().dynamicPort().usingFilesUnderDirectory(out.toString()));
            server.start();
            try {
                for (Exchange take : takes(cassette)) {
                    byte[] body = take.request()
                            .body()
                            .text()
                            .replace("[REDACTED]", "hunter2")
                            .getBytes(UTF_8);
                    RawHttp.Response response = RawHttp.send(
                            server.port(),
                            take.request().method(),
                            take.request().path(),
                            take.request().contentType(),
                            body);
                    assertThat(response.body())
                            .as("%s %s", cassette, take.request())
                            .isEqualTo(take.response().body());
                    assertThat(response.status()).isEqualTo(take.response().status());
                    assertThat(response.headers().getOrDefault("content-type", ""))
                            .isEqualTo(take.response().contentType());
                    assertThat(response.headers())
                            .containsAllEntriesOf(take.response().headers());
                    served++;
                }
                assertThat(exported).isEqualTo(takes(cassette).size());
            } finally {
                server.stop();
            }
        }
        assertThat(served).isEqualTo(20);
    }

    @Test
    void an_exported_cassette_is_imported_with_the_same_takes() {
        for (Path cassette : cassettes()) {
            Path out = folder.resolve("wiremock-" + cassette.getFileName());
            new WireMockExporter(out).export(cassette);
            Path back = new WireMockImporter(
                            new ImportTarget(folder.resolve("back-" + cassette.getFileName()), "t", CITATION),
                            Optional.empty())
                    .importFrom(out)
                    .files()
                    .get(0);
            assertThat(takes(back))
                    .usingRecursiveComparison()
                    .ignoringFields("provenance")
                    .isEqualTo(takes(cassette));
            assertThat(takes(back))
                    .extracting(Exchange::provenance)
                    .containsOnly(Provenance.imported("example/shop", "MIT", false));
        }
    }

    @Test
    void stubs_of_all_forms_become_takes_and_a_scenario_takes_in_the_order_of_its_states() throws IOException {
        Path set = mappings("""
                {"mappings": [
                 {"scenarioName": "s", "requiredScenarioState": "b", "newScenarioState": "Started",
                  "request": {"method": "POST", "urlPath": "/chat/completions", "bodyPatterns": [{"equalToJson": {"a": 1}, "ignoreArrayOrder": true}]},
                  "response": {"body": "third"}},
                 {"scenarioName": "s", "requiredScenarioState": "a", "newScenarioState": "b",
                  "request": {"method": "POST", "urlPath": "/v1/chat/completions", "bodyPatterns": [{"equalToJson": "{ \\"a\\": 1.0 }"}]},
                  "response": {"base64Body": "c2Vjb25k"}},
                 {"scenarioName": "s", "newScenarioState": "a",
                  "request": {"method": "POST", "url": "/v1/chat/completions", "bodyPatterns": [{"equalToJson": {"a": 1}}]},
                  "response": {"jsonBody": {"take": "first"}, "headers": {"Content-Type": ["application/json"], "Set-Cookie": "id=4711"}}},
                 {"request": {"method": "GET", "urlPath": "/v1/models", "queryParameters": {"page": {"equalTo": "2"}},
                  "headers": {"Authorization": {"equalTo": "Bearer sk-not-kept"}}},
                  "response": {"status": 404, "bodyFileName": "deep/stream.txt", "headers": {"content-type": "text/event-stream"}}}
                ]}
                """);
        Files.createDirectories(set.resolve("__files/deep"));
        Files.writeString(set.resolve("__files/deep/stream.txt"), "data: 1\n\ndata: 2\n\n");

        ImportReport report = imported(set, false);

        assertThat(report).hasToString("4 exchanges in 1 cassette\n  openai 4");
        List<Exchange> takes = takes(report.files().get(0));
        assertThat(takes)
                .extracting(take -> take.request().path(), Exchange::occurrence, take -> take.response()
                        .body()
                        .text())
                .containsExactlyInAnyOrder(
                        tuple("/v1/chat/completions", 1, "{\"take\":\"first\"}"),
                        tuple("/v1/chat/completions", 2, "second"),
                        tuple("/v1/chat/completions", 3, "third"),
                        tuple("/v1/models?page=2", 1, "data: 1\n\ndata: 2\n\n"));
        assertThat(takes)
                .filteredOn(take -> take.response().isStreamed())
                .singleElement()
                .satisfies(take -> assertThat(take.response().events()).hasSize(2));
        assertThat(Files.readString(report.files().get(0)))
                .doesNotContain("4711")
                .doesNotContain("sk-not-kept");
        assertThat(takes.get(0).provenance().replayed()).isEqualTo(Evidence.IMPORTED);
    }

    @Test
    void stubs_that_somebody_made_up_are_evidence_simulated_and_may_be_imported_again() throws IOException {
        Path set = mappings(STUB);
        for (int time = 0; time < 2; time++) {
            ImportTarget target = new ImportTarget(folder.resolve("out"), "t", new Citation("me", "MIT", true));
            ImportReport report = new WireMockImporter(target, Optional.of("openai")).importFrom(set);
            assertThat(report.files()).singleElement().asString().endsWith("set.jsonl");
            assertThat(takes(report.files().get(0)))
                    .singleElement()
                    .satisfies(take -> assertThat(take.provenance().replayed()).isEqualTo(Evidence.SIMULATED));
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"url\":\"/v1/chat/completions\" -> \"urlPattern\":\"/.*\" | /request/urlPattern: a pattern is no request; write the address with \"url\"",
                "\"method\":\"POST\" -> \"method\":\"ANY\" | the member \"/request/method\" must be one method, for example POST, found \"ANY\"",
                "\"url\":\"/v1/chat/completions\" -> \"url\":\"https://evil/\" | the member \"/request/url\" must be a path that starts with a slash, found \"https://evil/\"",
                ",\"bodyPatterns\":[{\"equalToJson\":\"{\\\"a\\\":1}\"}] -> | /request: answers any body, and a recording answers one; add \"bodyPatterns\": [{\"equalToJson\": ...}]",
                "\"equalToJson\":\"{\\\"a\\\":1}\" -> \"matchesJsonPath\":\"$.a\" | /request/bodyPatterns: only patterns, and a recording answers one body; expected equalToJson, equalTo or binaryEqualTo",
                "{\\\"a\\\":1} -> {\\\"a\\\":\\\"${json-unit.ignore}\\\"} | /request/bodyPatterns/0/equalToJson: a placeholder of JsonUnit stands for many bodies, and a recording answers one",
                "{\\\"a\\\":1} -> {\\\"a | the member \"/request/bodyPatterns/0/equalToJson\" must be JSON, found \"{\\\"a\"",
                "\"body\":\"x\" -> \"fault\":\"EMPTY_RESPONSE\" | /response/fault: a fault is no answer; write it into the test as @Fault",
                "\"body\":\"x\" -> \"proxyBaseUrl\":\"http://a\" | /response/proxyBaseUrl: a stub that asks another server has no answer of its own",
                "\"body\":\"x\" -> \"body\":\"{{now}}\",\"transformers\":[\"response-template\"] | /response/transformers: an answer made by a template differs from request to request",
                "\"body\":\"x\" -> \"body\":\"x\",\"jsonBody\":1 | /response/body: stands beside jsonBody; an answer has one body",
                "\"body\":\"x\" -> \"base64Body\":\"*\" | the member \"/response/base64Body\" must be base64, found \"*\"",
                "\"body\":\"x\" -> \"body\":7 | the member \"/response/body\" must be a text, found 7",
                "\"status\":200 -> \"status\":7 | the member \"/response/status\" must be an HTTP status from 200 to 599, found 7",
                "\"response\": -> \"scenarioName\":\"s\",\"requiredScenarioState\":\"z\",\"response\": | the member \"/requiredScenarioState\" must be a state that the scenario reaches from \"Started\", found \"z\"",
                "\"response\": -> \"scenarioName\":[],\"response\": | the member \"/scenarioName\" must be a text, found []",
                "\"body\":\"x\" -> \"body\":\"x\",\"headers\":{\"a\":\"b\\r\\nc: d\"} | the member \"/response/headers/a\" must be a text of one line, found \"b\\r\\nc: d\"",
                "\"body\":\"x\" -> \"bodyFileName\":\"../mappings/stubs.json\" | the member \"/response/bodyFileName\" must be the name of a file within __files, found \"../mappings/stubs.json\"",
                "\"body\":\"x\" -> \"bodyFileName\":\"/etc/passwd\" | the member \"/response/bodyFileName\" must be the name of a file within __files, found \"/etc/passwd\"",
                "\"body\":\"x\" -> \"bodyFileName\":\"link\" | the member \"/response/bodyFileName\" must be the name of a file within __files, found \"link\"",
                "\"body\":\"x\" -> \"bodyFileName\":\"\\u0000\" | the member \"/response/bodyFileName\" must be the name of a file within __files, found \"\\u0000\"",
                "\"response\":{ -> \"response\":[{ | not JSON"
            })
    void what_cannot_become_a_take_is_named(String change, String message) throws IOException {
        String[] parts = change.split(" -> ?", -1);
        assertThat(STUB).contains(parts[0]);
        Path set = mappings("{\"mappings\":[%s,%s]}"
                .formatted(STUB.replace("/chat/completions", "/other"), STUB.replace(parts[0], parts[1].strip())));
        Files.createSymbolicLink(set.resolve("__files/link"), set.resolve("mappings/stubs.json"));

        if (message.equals("not JSON")) {
            assertThatThrownBy(() -> imported(set, false))
                    .isInstanceOf(ImportException.class)
                    .hasMessageStartingWith(set.resolve("mappings/stubs.json") + ":1: not JSON: ");
            return;
        }
        assertThatThrownBy(() -> imported(set, false))
                .isInstanceOf(ImportException.class)
                .hasMessage(
                        "1 of 2 WireMock mappings cannot become recordings; nothing was written; mend them, or leave them out with --skip\n  %s#/mappings/1: %s",
                        set.resolve("mappings/stubs.json"), message);
        assertThat(folder.resolve("out")).doesNotExist();

        ImportReport report = imported(set, true);
        assertThat(report.imported()).hasSize(1);
        assertThat(report.toString()).endsWith("#/mappings/1: " + message);
    }

    @Test
    void two_stubs_for_one_request_need_a_scenario() throws IOException {
        Path set = mappings("{\"mappings\":[%s,%s]}".formatted(STUB, STUB));
        assertThatThrownBy(() -> imported(set, false))
                .hasMessageEndingWith(
                        "#/mappings/1: /request: an earlier stub answers the same request, and no scenario says which answer comes first");
    }

    @Test
    void a_stub_without_an_upstream_a_secret_and_an_empty_folder_are_refused() throws IOException {
        Path set = mappings(STUB);
        assertThatThrownBy(() -> new WireMockImporter(
                                new ImportTarget(folder.resolve("out"), "t", CITATION), Optional.empty())
                        .importFrom(set))
                .hasMessageEndingWith(
                        "stubs.json#: /request: a stub does not say which provider it stands for; name it with --upstream, for example --upstream openai");
        mappings(STUB.replace("\"x\"", "\"" + "q7Xz2Lp9" + "Wv4Kt8Rb1Nc6Jh3Fd5Gs0Mv" + "\""));
        assertThatThrownBy(() -> imported(set, false))
                .hasMessageContaining("stubs.json#: not stored: the member \"response\" holds text that looks random");
        Files.delete(set.resolve("mappings/stubs.json"));
        assertThatThrownBy(() -> imported(set, false)).hasMessage(set + ": no WireMock mappings in it");
        assertThatThrownBy(() -> imported(folder.resolve("none"), false)).hasMessageContaining("none: cannot be read");
        assertThatThrownBy(() -> new Citation(" ", "MIT", false))
                .hasMessageStartingWith("the source is blank: expected");
        assertThatThrownBy(() -> new Citation("me", "", false))
                .hasMessageStartingWith("the licence is blank: expected");
    }

    @Test
    void an_export_never_mixes_with_what_is_there() throws IOException {
        Path set = mappings(STUB);
        Path cassette = imported(set, false).files().get(0);
        assertThatThrownBy(() -> new WireMockExporter(set).export(cassette))
                .hasMessage(set.resolve("mappings")
                        + ": holds files already; export into another folder, or empty this one");
        assertThatThrownBy(() -> new WireMockExporter(folder.resolve("new")).export(folder.resolve("none.jsonl")))
                .hasMessage(folder.resolve("none.jsonl") + ": cannot be read: there is no such file");
    }
}
