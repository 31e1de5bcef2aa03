package io.github.junitllm.importer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.importer.ImportReport.Imported;
import io.github.junitllm.provider.CallReaders;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.LaneCall;
import io.github.junitllm.server.Mode;
import io.github.junitllm.server.RecorderServer;
import io.github.junitllm.server.Upstreams;
import io.github.junitllm.testing.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WireImporterTest {

    private static final String ROW =
            "{\"id\":\"r1\",\"source\":\"s\",\"licence\":\"MIT\",\"request\":{\"method\":\"post\",\"url\":\"https://api.openai.com/v1/chat/completions\",\"body\":{\"a\": 1.0}},\"response\":{\"status\":200,\"content_type\":\"application/json\",\"body\":{\"b\": 1e5}}}";

    @TempDir
    Path folder;

    static Path rows() {
        return Path.of("src/test/resources/wire/interactions.jsonl");
    }

    private ImportReport imported() {
        return new WireImporter(folder, "test").importFile(rows());
    }

    private ImportReport imported(String... lines) throws IOException {
        return new WireImporter(folder.resolve("out"), "test").importFile(file(lines));
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("rows.jsonl"), List.of(lines));
    }

    @Test
    void every_row_is_replayed_over_http_as_it_was_recorded() throws Exception {
        ImportReport report = imported();
        Map<Path, Lane> lanes = new HashMap<>();
        List<String> lines = Files.readAllLines(rows());
        try (RecorderServer server = RecorderServer.start(Map.of(), Clock.systemUTC())) {
            for (int i = 0; i < lines.size(); i++) {
                JsonNode row = Json.MAPPER.readTree(lines.get(i));
                Imported place = report.imported().get(i);
                Lane lane = lanes.computeIfAbsent(
                        place.file(),
                        file -> server.openLane(new Lane.Setup(
                                Mode.REPLAY, Optional.of(Cassette.open(file, "test", "c")), 1, Upstreams.known())));
                assertReplayed(row, lane, place.exchange().request().upstream());
            }
            assertThat(lanes.values())
                    .flatExtracting(Lane::calls)
                    .hasSize(14)
                    .extracting(LaneCall::evidence)
                    .containsOnly(Evidence.IMPORTED);
        }
    }

    private static void assertReplayed(JsonNode row, Lane lane, String upstream) throws IOException {
        URI base = URI.create(lane.baseUrl(upstream));
        JsonNode request = row.path("request");
        JsonNode recorded = row.path("response");
        RawHttp.Response response = RawHttp.send(
                base.getPort(),
                request.path("method").asText(),
                base.getPath()
                        + request.path("url")
                                .asText()
                                .replaceFirst("^https://[^/]+", "")
                                .replaceFirst("#.*", ""),
                request.path("content_type").asText(""),
                request.path("body").isNull()
                        ? new byte[0]
                        : Json.write(request.path("body")).getBytes(UTF_8));
        String id = row.path("id").asText();
        assertThat(response.status()).as(id).isEqualTo(recorded.path("status").asInt());
        assertThat(response.headers().getOrDefault("content-type", ""))
                .as(id)
                .isEqualTo(recorded.path("content_type").asText());
        if (recorded.path("body_text").isTextual()) {
            assertThat(response.body())
                    .as(id)
                    .isEqualTo(Body.of(recorded.path("body_text").asText()));
        } else {
            assertThat(Json.tryRead(response.body().text())).as(id).contains(recorded.path("body"));
        }
    }

    @Test
    void the_report_counts_and_the_cassettes_say_where_answers_come_from() {
        ImportReport report = imported();
        assertThat(report).hasToString("""
                        14 exchanges in 13 cassettes
                          anthropic 4
                          azure-openai 2
                          bedrock 1
                          google 1
                          google-vertex 1
                          mistral 1
                          openai 3
                          openrouter 1""".stripIndent());
        assertThat(report.redacted()).isEmpty();
        Exchange first = report.imported().get(0).exchange();
        assertThat(first.provenance())
                .isEqualTo(Provenance.imported(
                        "pydantic/pydantic-ai: tests/models/cassettes/test_multimodal_tool_returns/test_multimodal_tool_return_matrix[direct-uploaded_file-image-openai_chat].yaml",
                        "MIT",
                        false));
        assertThat(report.files().get(0)).exists();
        assertThat(report.files().get(0).getFileName().toString())
                .matches("test_multimodal_tool_return_matrix_direct-uploaded_file-imag-[0-9a-f]{8}\\.jsonl");
        assertThat(Cassette.open(report.files().get(0), "t", "c").exchanges()).containsExactly(first);
    }

    @Test
    void equal_requests_of_a_cassette_count_up_in_the_order_of_the_rows() {
        assertThat(imported().imported().stream()
                        .map(Imported::exchange)
                        .filter(exchange -> exchange.request().upstream().equals("azure-openai"))
                        .map(Exchange::occurrence))
                .containsExactly(1, 2);
    }

    @Test
    void requests_that_differ_only_in_what_cannot_matter_count_up_too() throws Exception {
        String row = ROW.replace("\"id\"", "\"case\":\"k\",\"id\"");
        assertThat(imported(
                                row,
                                row.replace("{\"a\": 1.0}", "{\"a\": 1, \"user\": \"u\"}"),
                                row.replace("\"id\"", "\"sample\":2,\"id\""))
                        .imported())
                .extracting(place ->
                        place.exchange().sample() + "." + place.exchange().occurrence())
                .containsExactly("1.1", "1.2", "2.1");
    }

    @Test
    void bodies_are_compact_and_keep_their_numbers() throws Exception {
        Exchange exchange = imported(ROW).imported().get(0).exchange();
        assertThat(exchange.request().method()).isEqualTo("POST");
        assertThat(exchange.request().body()).hasToString("{\"a\":1.0}");
        assertThat(Json.tryRead(exchange.response().body().text())
                        .orElseThrow()
                        .path("b")
                        .decimalValue())
                .isEqualByComparingTo("100000");
    }

    @Test
    void the_file_is_named_by_case_else_by_cassette_else_by_id() throws Exception {
        assertThat(imported(
                                ROW,
                                ROW.replace("r1", "a b/c"),
                                ROW.replace("\"id\"", "\"case\":\"late-return\",\"id\""),
                                ROW.replace("\"id\"", "\"cassette\":\"x/../y z.yaml\",\"id\""))
                        .files())
                .extracting(file -> file.getFileName().toString().replaceFirst("[0-9a-f]{8}", "HASH"))
                .containsExactly("r1.jsonl", "c-HASH.jsonl", "late-return.jsonl", "y_z-HASH.jsonl");
    }

    @Test
    void a_synthesised_wire_is_marked() throws Exception {
        assertThat(imported(ROW.replace("\"id\"", "\"synthesised\":true,\"id\""))
                        .imported()
                        .get(0)
                        .exchange()
                        .provenance()
                        .wireSynthesised())
                .isTrue();
    }

    @Test
    void an_import_can_be_repeated_but_does_not_touch_recordings() throws Exception {
        imported(ROW);
        Path file = imported(ROW).files().get(0);
        assertThat(Cassette.open(file, "t", "c").exchanges()).hasSize(1);

        Files.writeString(file, Files.readString(file).replace("\"origin\":\"imported\"", "\"origin\":\"recorded\""));
        assertThatThrownBy(() -> imported(ROW))
                .isInstanceOf(ImportException.class)
                .hasMessage(
                        file + ": holds recordings of your own; import into another folder, or delete the file first");
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource({
        "https://api.openai.com/v1/x, openai, /v1/x",
        "https://API.openai.com:443/v1/x?a=b#c, openai, /v1/x?a=b",
        "https://api.openai.com, openai, /v1/",
        "https://<resource>.openai.azure.com/openai/x?api-version=1, azure-openai, /openai/x?api-version=1",
        "https://bedrock-runtime.<AWS_REGION>.amazonaws.com/model/a%3A0/converse, bedrock, /model/a%3A0/converse",
        "https://bedrock-mantle.us-east-1.api.aws/v1/x, bedrock, /v1/x",
        "https://us-central1-aiplatform.googleapis.com/v1/x, google-vertex, /v1/x",
        "https://aiplatform.googleapis.com/v1/projects/<P>/x, google-vertex, /v1/projects/<P>/x",
        "https://127.0.0.1:11434/api/chat, ollama, /api/chat",
        "http://localhost:11434/api/chat, ollama, /api/chat",
        "https://api.together.ai/v1/x, together, /v1/x",
        "https://api.together.xyz/v1/v1/x, together, /v1/x",
        "https://api.writer.com:443/v1/chat, api.writer.com, /v1/chat",
        "http://Some_Host:8080/a b, some-host-8080, /a%20b",
        "https://<x>.example.com/é, x-.example.com, /%C3%A9",
    })
    void hosts_become_upstreams(String url, String upstream, String path) {
        assertThat(UpstreamOfUrl.of(url, Upstreams.known())).contains(new UpstreamOfUrl(upstream, path));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"r1\" | 1 | the member \"id\" must be a text that is not blank, found 1",
                "\"source\":\"s\", |  | the member \"source\" must be a text that is not blank, found none",
                "\"MIT\" | \" \" | the member \"licence\" must be a text that is not blank, found \" \"",
                "\"post\" | null | the member \"request.method\" must be a text that is not blank, found null",
                "\"https://api.openai.com/v1/chat/completions\" | \"ftp://x\" | the member \"request.url\" must be an http or https URL, found \"ftp://x\"",
                "200 | \"200\" | the member \"response.status\" must be an HTTP status from 200 to 599, found \"200\"",
                "200 | 99 | the member \"response.status\" must be an HTTP status from 200 to 599, found 99",
                "\"application/json\" | 7 | the member \"response.content_type\" must be a text or null, found 7",
                "\"body\":{\"b\": 1e5} | \"body_text\":[] | the member \"response.body_text\" must be a text or null, found []",
                "\"id\" | \"sample\":0,\"id\" | the member \"sample\" must be a whole number from 1, found 0",
                "\"id\" | \"synthesised\":1,\"id\" | the member \"synthesised\" must be true or false, found 1",
                "\"id\" | \"case\":\"../x\",\"id\" | the member \"case\" must be a name of letters, digits, dots, hyphens and underscores, found \"../x\"",
                "\"request\" | \"req\" | the member \"request\" must be an object, found none",
            })
    void a_bad_row_is_named_by_file_line_and_member_and_nothing_is_written(String good, String bad, String message)
            throws Exception {
        Path file = file(ROW, "", ROW.replace(good, bad == null ? "" : bad));
        assertThatThrownBy(() -> new WireImporter(folder.resolve("out"), "test").importFile(file))
                .isInstanceOf(ImportException.class)
                .hasMessage(file + ":3: " + message);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void lines_that_are_no_rows_are_named() throws Exception {
        assertThatThrownBy(() -> imported(ROW, "[]"))
                .hasMessage(folder.resolve("rows.jsonl") + ":2: expected a JSON object");
        assertThatThrownBy(() -> imported(ROW, "{\"id\":"))
                .hasMessageStartingWith(folder.resolve("rows.jsonl") + ":2: not JSON at column ");
        Files.writeString(
                folder.resolve("rows.jsonl"),
                ROW + "\n" + ROW.replace("\"id\"", "\"id\":\"é\",\"id\"") + "\n",
                ISO_8859_1);
        assertThatThrownBy(() -> new WireImporter(folder.resolve("out"), "t").importFile(folder.resolve("rows.jsonl")))
                .hasMessage(folder.resolve("rows.jsonl") + ":2: not UTF-8");
        assertThatThrownBy(() -> imported(""))
                .hasMessage(
                        folder.resolve("rows.jsonl")
                                + ":1: no rows; expected one JSON object a line with the members id, source, licence, request and response");
    }

    @Test
    void a_credential_in_a_row_is_redacted_and_the_row_named() throws Exception {
        ImportReport report = imported(ROW.replace("{\"a\": 1.0}", "{\"password\":\"hunter2hunter2\"}"));
        assertThat(report.redacted()).containsExactly("r1");
        assertThat(Files.readString(report.files().get(0))).doesNotContain("hunter2");
    }

    private LlmCall call(String id) {
        Exchange exchange = imported().imported().stream()
                .filter(row -> row.id().equals("wire-" + id))
                .findFirst()
                .orElseThrow()
                .exchange();
        return CallReaders.read(exchange).orElseThrow();
    }

    @Test
    void reads_a_tool_call_of_chat_completions() {
        LlmCall call = call("p0329");
        assertThat(call.toolCalls()).containsExactly(new ToolCall("call_nmvMW0QHL4F1PetccaFa60Ij", "get_file", "{}"));
        assertThat(call.text()).isEmpty();
        assertThat(call.finishReason()).contains("tool_calls");
        assertThat(call.responseModel()).contains("gpt-5-mini-2025-08-07");
        assertThat(call.usage().input()).isEqualTo(OptionalLong.of(129));
        assertThat(call.usage().output()).isEqualTo(OptionalLong.of(83));
        assertThat(call.usage().reasoning()).isEqualTo(OptionalLong.of(64));
        assertThat(call.usage().cached()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void assembles_arguments_of_a_streamed_tool_call_from_its_deltas() {
        LlmCall call = call("p0319");
        assertThat(call.toolCalls())
                .containsExactly(
                        new ToolCall("call_7p1vRWhZc9Pm0j6JVvrHK4ZE", "get_weather", "{\"location\":\"London\"}"));
        assertThat(call.finishReason()).contains("tool_calls");
        assertThat(call.usage().output()).as("the wire does not tell").isEmpty();
    }

    @Test
    void takes_usage_of_a_stream_from_its_last_event() {
        LlmCall call = call("p0338");
        assertThat(call.toolCalls()).hasSize(1);
        assertThat(call.usage().input()).isEqualTo(OptionalLong.of(53));
        assertThat(call.usage().output()).isEqualTo(OptionalLong.of(15));
    }

    @Test
    void counts_cached_tokens_of_anthropic_as_input() {
        LlmCall call = call("p0019");
        assertThat(call.text()).isEqualTo("Hi there! How are you doing today? Is there anything I can help you with?");
        assertThat(call.finishReason()).contains("end_turn");
        assertThat(call.usage().input()).isEqualTo(OptionalLong.of(107));
        assertThat(call.usage().cached()).isEqualTo(OptionalLong.of(2));
        assertThat(call.usage().cacheWritten()).isEqualTo(OptionalLong.of(5));
        assertThat(call.usage().output()).isEqualTo(OptionalLong.of(21));
    }

    @Test
    void reads_text_and_tool_call_of_an_anthropic_message() {
        LlmCall call = call("p0051");
        assertThat(call.text()).isEqualTo("I'll retrieve the file for you now.");
        assertThat(call.toolCalls()).containsExactly(new ToolCall("toolu_01LRb36ufmNysKSYSe3y5mUP", "get_file", "{}"));
        assertThat(call.finishReason()).contains("tool_use");
    }

    @Test
    void usage_of_an_anthropic_stream_is_cumulative_and_never_summed() {
        LlmCall call = call("p0035");
        assertThat(call.toolCalls())
                .containsExactly(new ToolCall("toolu_01CzN6riCPqw4pVSuTd9Dwn7", "pelican_name_generator", "{}"));
        assertThat(call.usage().input()).isEqualTo(OptionalLong.of(543));
        assertThat(call.usage().output()).isEqualTo(OptionalLong.of(40));
        assertThat(call.finishReason()).contains("tool_use");
        assertThat(call.responseModel()).contains("claude-haiku-4-5-20251001");
    }
}
