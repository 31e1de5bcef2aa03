package io.github.junitllm.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.Json;
import io.github.junitllm.fault.FaultKind;
import io.github.junitllm.fault.FaultPlan;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An MCP server over HTTP, recorded and replayed. */
@Timeout(60)
class McpTest {

    private static final String SESSION = "1868a90c-0c70-4f6b-9b62-b9c4f1d2a777";
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"agent\",\"version\":\"1.0\"}}}";
    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"tools/call\",\"params\":{\"name\":\"weather\",\"arguments\":{\"id\":2,\"city\":\"Paris\"},\"_meta\":{\"progressToken\":%s}}}";
    private static final String STREAM = String.join(
            "",
            "id: 9\r\nevent: message\r\ndata: {\"jsonrpc\": \"2.0\", \"method\": \"notifications/progress\", \"params\": {\"progressToken\": %2$s, \"progress\": 1}}\r\n\r\n",
            ": still there\n\n",
            "data: {\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"roots/list\"}\n\n",
            "event: message\ndata: {\"result\": {\"id\": 2, \"content\": [{\"type\": \"text\", \"text\": \"id 2: föhn\"}]},\ndata:  \"id\" : %1$s , \"jsonrpc\":\"2.0\"}\n\n");

    @TempDir
    Path folder;

    private Rig rig;
    private final CountDownLatch streamIsOpen = new CountDownLatch(1);

    @BeforeEach
    void open() {
        rig = new Rig(folder.resolve("c.jsonl"));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    /** Answers as the specification of 2025-06-18 says. */
    private void serve(RawUpstream.Request request, OutputStream out) throws IOException {
        String session = "mcp-session-id: " + SESSION;
        if (request.head().startsWith("GET")) {
            RawUpstream.startStream(out, session);
            RawUpstream.chunk(out, "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}\n\n");
            streamIsOpen.countDown();
            request.awaitClosed();
        } else if (request.head().startsWith("DELETE")) {
            RawUpstream.whole(out, 200, "text/plain", "gone".getBytes(UTF_8));
        } else if (request.body().contains("\"initialize\"")) {
            RawUpstream.json(
                    out,
                    200,
                    "{ \"result\":{\"protocolVersion\":\"2025-06-18\"}, \"jsonrpc\":\"2.0\",\"id\":%s}"
                            .formatted(id(request)),
                    session);
        } else if (request.body().contains("tools/call")) {
            RawUpstream.startStream(out, session);
            String token = Json.write(Json.read(request.body()).at("/params/_meta/progressToken"));
            RawUpstream.chunk(out, STREAM.formatted(id(request), token));
            RawUpstream.endStream(out);
        } else {
            RawUpstream.whole(out, 202, "text/plain", new byte[0]);
        }
    }

    private static String id(RawUpstream.Request request) throws IOException {
        return Json.write(Json.read(request.body()).path("id"));
    }

    private RawHttp.Response post(Lane lane, String body, String... headers) throws IOException {
        return RawHttp.post(lane.baseUrl("weather-mcp") + "/mcp", body, headers);
    }

    private static HttpResponse<String> send(Lane lane, String method, String session) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(lane.baseUrl("weather-mcp") + "/mcp"))
                                .header("accept", "text/event-stream")
                                .header("mcp-session-id", session)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }

    @ParameterizedTest(name = "ids {0} and {1}")
    @CsvSource(
            delimiter = '|',
            value = {"7 | 5", "\"a7\" | \"b \\\" ü\"", "2 | 123456789012345678901234", "\"x\" | -1.50"})
    void a_session_is_replayed_with_the_ids_that_the_client_asks_with(String first, String second) throws Exception {
        try (RawUpstream server = new RawUpstream(this::serve)) {
            rig.mcpAt("http://127.0.0.1:" + server.port());
            Lane lane = rig.lane(Mode.RECORD, 1);
            RawHttp.Response start = post(lane, INITIALIZE.formatted(first));
            assertThat(start.headers()).containsEntry("mcp-session-id", SESSION);
            assertThat(post(
                                    lane,
                                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                                    "mcp-session-id: " + SESSION,
                                    "mcp-protocol-version: 2025-06-18")
                            .status())
                    .isEqualTo(202);
            RawHttp.Response answer = post(lane, CALL.formatted(first, "\"token-1\""), "mcp-session-id: " + SESSION);
            assertThat(answer.body().text()).isEqualTo(STREAM.formatted(first, "\"token-1\""));
            assertThat(server.requests().get(1).head())
                    .containsIgnoringCase("mcp-session-id: " + SESSION)
                    .containsIgnoringCase("mcp-protocol-version: 2025-06-18");
        }
        rig.reload();
        assertThat(Files.readString(folder.resolve("c.jsonl")))
                .contains("\"mcp-session-id\":\"junit-llm-session\"")
                .doesNotContain(SESSION);

        Lane lane = rig.lane(Mode.REPLAY, 1);
        RawHttp.Response start = post(lane, INITIALIZE.formatted(second).replace("1.0", "1.1"));
        assertThat(start.headers()).containsEntry("mcp-session-id", "junit-llm-session");
        assertThat(start.body().text())
                .isEqualTo("{ \"result\":{\"protocolVersion\":\"2025-06-18\"}, \"jsonrpc\":\"2.0\",\"id\":%s}"
                        .formatted(second));
        RawHttp.Response told = post(lane, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        assertThat(told.status()).isEqualTo(202);
        assertThat(told.body().size()).isZero();
        RawHttp.Response answer = post(lane, CALL.formatted(second, "41"), "mcp-session-id: junit-llm-session");
        assertThat(answer.body().text()).isEqualTo(STREAM.formatted(second, "41"));
        assertThat(answer.headers()).containsEntry("content-type", "text/event-stream");
        assertThat(lane.troubles()).isEmpty();
        assertThat(lane.calls()).hasSize(3);
    }

    @Test
    void a_request_that_came_before_in_the_same_bytes_and_one_with_a_fault_get_their_own_ids_too() throws Exception {
        try (RawUpstream server = new RawUpstream(this::serve)) {
            rig.mcpAt("http://127.0.0.1:" + server.port());
            Lane lane = rig.lane(Mode.RECORD, 1);
            post(lane, INITIALIZE.formatted(1));
            post(lane, INITIALIZE.formatted(2));
        }
        rig.reload();
        Lane replay = rig.lane(Mode.REPLAY, 1);
        for (int call = 0; call < 2; call++) {
            assertThat(post(replay, INITIALIZE.formatted(8)).body().text()).endsWith("\"id\":8}");
        }
        Lane faulty = rig.lane(
                Mode.REPLAY, FaultPlan.first(FaultKind.SLOW_FIRST_TOKEN).delay(Duration.ofMillis(1)));
        assertThat(post(faulty, INITIALIZE.formatted(9)).body().text()).endsWith("\"id\":9}");
    }

    @Test
    void a_batch_is_answered_with_the_ids_of_each() throws Exception {
        String batch =
                "[{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"a\"},{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"b\"}]";
        String answers =
                "[{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":\"b\"}, {\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":\"a\"}]";
        try (RawUpstream server =
                new RawUpstream((request, out) -> RawUpstream.json(out, 200, answers.formatted(2, 1)))) {
            rig.mcpAt("http://127.0.0.1:" + server.port());
            post(rig.lane(Mode.RECORD, 1), batch.formatted(1, 2));
        }
        rig.reload();
        assertThat(post(rig.lane(Mode.REPLAY, 1), batch.formatted(2, 1)).body().text())
                .isEqualTo(answers.formatted(1, 2));
    }

    @Test
    void the_stream_of_the_server_and_the_end_of_a_session_pass_and_are_no_takes() throws Exception {
        try (RawUpstream server = new RawUpstream(this::serve)) {
            rig.mcpAt("http://127.0.0.1:" + server.port());
            Lane lane = rig.lane(Mode.RECORD, 1);
            HttpResponse<InputStream> stream = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(lane.baseUrl("weather-mcp") + "/mcp"))
                                    .header("accept", "text/event-stream")
                                    .header("mcp-session-id", SESSION)
                                    .build(),
                            BodyHandlers.ofInputStream());
            streamIsOpen.await();
            assertThat(stream.headers().firstValue("content-type")).hasValue("text/event-stream");
            try (InputStream in = stream.body()) {
                assertThat(new String(in.readNBytes(6), UTF_8)).isEqualTo("data: ");
            }
            assertThat(send(lane, "DELETE", SESSION).body()).isEqualTo("gone");
            assertThat(lane.requests()).isZero();
            assertThat(lane.calls()).isEmpty();
            assertThat(lane.troubles()).isEmpty();
        }
        assertThat(folder.resolve("c.jsonl")).doesNotExist();

        Lane replay = rig.lane(Mode.REPLAY, 1);
        HttpResponse<String> none = send(replay, "GET", "junit-llm-session");
        assertThat(none.statusCode()).isEqualTo(405);
        assertThat(none.headers().firstValue("allow")).hasValue("POST, DELETE");
        assertThat(send(replay, "DELETE", "junit-llm-session").statusCode()).isEqualTo(204);
        assertThat(replay.troubles()).isEmpty();
    }

    @Test
    void a_missing_recording_is_told_in_the_form_that_mcp_clients_show() throws Exception {
        try (RawUpstream server = new RawUpstream(this::serve)) {
            rig.mcpAt("http://127.0.0.1:" + server.port());
            post(rig.lane(Mode.RECORD, 1), CALL.formatted(2, 1));
        }
        rig.reload();
        Lane lane = rig.lane(Mode.REPLAY, 1);
        RawHttp.Response miss = post(lane, CALL.formatted(3, 1).replace("Paris", "Rome"));

        assertThat(miss.status()).isEqualTo(200);
        assertThat(miss.body().text())
                .isEqualTo(
                        "{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":{\"code\":-32000,\"message\":\"junit-llm: no recording for POST weather-mcp /mcp (sample 1, call 1 of it); the closest recording differs in\\n    /params/arguments/city: recorded \\\"Paris\\\", now \\\"Rome\\\"\"}}");
        assertThat(lane.troubles()).singleElement().extracting(Trouble::kind).isEqualTo(Trouble.Kind.RECORDING_MISSING);
    }

    @Test
    void a_session_that_was_replayed_cannot_be_continued_at_the_server() throws Exception {
        try (RawUpstream server = new RawUpstream(this::serve)) {
            rig.mcpAt("http://127.0.0.1:" + server.port());
            post(rig.lane(Mode.RECORD, 1), INITIALIZE.formatted(1));
            Lane lane = rig.lane(Mode.RECORD, 1);
            String session = post(lane, INITIALIZE.formatted(1)).headers().get("mcp-session-id");
            RawHttp.Response refused = post(lane, CALL.formatted(2, 1), "mcp-session-id: " + session);

            assertThat(server.requests()).hasSize(1);
            assertThat(Json.read(refused.body().text()).at("/error/message").asText())
                    .isEqualTo(
                            "junit-llm: this request to weather-mcp is not recorded, and the session it belongs to is: a recorded session cannot be continued at the server; record all of it again with -Djunit.llm.mode=rerecord");
            assertThat(lane.troubles()).hasSize(1);
        }
    }

    @Test
    void a_notification_that_was_not_recorded_is_accepted_since_nothing_hangs_on_its_answer() throws Exception {
        rig.mcpAt("http://127.0.0.1:1");
        Lane lane = rig.lane(Mode.REPLAY, 1);
        assertThat(post(
                                lane,
                                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":4}}")
                        .status())
                .isEqualTo(202);
        assertThat(lane.troubles()).isEmpty();
        assertThat(post(lane, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                        .body()
                        .text())
                .contains("no recording for POST weather-mcp /mcp");
    }

    @Test
    void a_client_that_closes_after_its_answer_leaves_a_whole_recording() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        String answer = "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n\n";
        try (RawUpstream server = new RawUpstream((request, out) -> {
            RawUpstream.startStream(out);
            RawUpstream.chunk(out, answer);
            request.awaitClosed();
            over.countDown();
        })) {
            rig.mcpAt("http://127.0.0.1:" + server.port());
            Lane lane = rig.lane(Mode.RECORD, 1);
            String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
            try (RawHttp.Open client = RawHttp.open(lane.baseUrl("weather-mcp") + "/mcp", ping)) {
                assertThat(client.chunk()).isEqualTo(answer);
            }
            over.await();
            while (lane.calls().isEmpty()) {
                Thread.onSpinWait();
            }
            rig.reload();
            assertThat(post(rig.lane(Mode.REPLAY, 1), ping).body().text()).isEqualTo(answer);
        }
    }
}
