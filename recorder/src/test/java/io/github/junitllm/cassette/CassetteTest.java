package io.github.junitllm.cassette;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.match.RequestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CassetteTest {

    private static final String HEADER = "{\"cassette\":1,\"test\":\"t\",\"case\":\"c\"}\n";
    private static final String REQUEST =
            "{\"request\":\"a\",\"sample\":1,\"occurrence\":1,\"method\":\"POST\",\"upstream\":\"openai\",\"path\":\"/v1/x\"}\n";
    private static final String RESPONSE = "{\"response\":\"a\",\"status\":200,\"origin\":\"recorded\"}\n";
    private static final String REMEDY = "; restore the file from version control or record it again";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("c.jsonl");
    }

    private Cassette open() {
        return Cassette.open(file(), "t", "c");
    }

    static Exchange exchange(int sample, int occurrence, Body request, RecordedResponse response) {
        RecordedRequest sent = new RecordedRequest("POST", "openai", "/v1/x", "application/json", request);
        return new Exchange(
                RequestKey.of(sent).exact(),
                sample,
                occurrence,
                sent,
                response,
                Provenance.recorded(Instant.parse("2026-01-31T12:00:00Z")));
    }

    private static Exchange exchange(Body body) {
        return exchange(1, 1, body, RecordedResponse.whole(200, "application/json", body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text",
                "{\"a\":1}",
                "{ \"a\" : 1.0 , \"b\": 1e5 }",
                "{\"a\":1e5,\"b\":1E+5,\"c\":1.0,\"d\":-0.0,\"e\":0.10}",
                "{\"a\":123456789012345678901234567890.5000}",
                "{\"a\":1e999999999}",
                "{\"a\":\"\\u00e9 \\ud83d\\ude00 \\/ é 😀\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":1,\"a\":2}",
                "[]",
                "3",
                "null",
                "\"text\"",
                "{\"a\":1}\n",
                "line\r\nline\u2028line\u0000",
                "\uFEFF{}"
            })
    void a_response_comes_back_byte_for_byte_and_its_request_by_value(String text) {
        Exchange exchange = exchange(Body.of(text));
        try (Cassette cassette = open()) {
            cassette.add(exchange);
        }
        assertThat(open().exchanges()).singleElement().satisfies(read -> {
            assertThat(read.response()).isEqualTo(exchange.response());
            assertThat(read.key()).isEqualTo(exchange.key());
        });
        try (Cassette again = open()) {
            again.add(exchange(2, 1, Body.EMPTY, RecordedResponse.whole(204, "", Body.EMPTY)));
        }
        assertThat(open().exchanges().get(0).response()).isEqualTo(exchange.response());
    }

    @Test
    void a_request_is_written_as_JSON_however_it_was_spelled() throws IOException {
        try (Cassette cassette = open()) {
            cassette.add(exchange(1, 1, Body.of("{\n  \"a\" : 1.0\n}"), RecordedResponse.whole(204, "", Body.EMPTY)));
        }

        assertThat(Files.readString(open().file())).contains("\"json\":{\"a\":1.0}");
    }

    @Test
    void bytes_that_are_no_text_come_back() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Exchange exchange = exchange(Body.of(bytes));
        try (Cassette cassette = open()) {
            cassette.add(exchange);
        }
        assertThat(open().exchanges()).containsExactly(exchange);
    }

    @Test
    void a_stream_comes_back_event_by_event_with_its_times() {
        List<StreamEvent> events = List.of(
                new StreamEvent(1.5, Body.of("data: 1\r\n\r\n")),
                new StreamEvent(20.3, Body.of("data: x".repeat(3000) + "\n\n")),
                new StreamEvent(0, Body.of(": no end")));
        Exchange exchange = exchange(
                1,
                1,
                Body.of("{}"),
                RecordedResponse.streamed(
                        200, "text/event-stream", new TreeMap<>(Map.of("retry-after", "1")), events, 30.1));
        try (Cassette cassette = open()) {
            cassette.add(exchange);
        }
        assertThat(open().exchanges()).containsExactly(exchange);
    }

    @Test
    void a_body_over_16_kb_lies_beside_the_cassette_and_must_not_be_changed() throws Exception {
        Body large = Body.of("x".repeat(16 * 1024 + 1));
        try (Cassette cassette = open()) {
            cassette.add(exchange(large));
        }
        List<Path> bodies = list(".body");
        assertThat(bodies).hasSize(1);
        assertThat(open().exchanges().get(0).response().body()).isEqualTo(large);

        Files.writeString(bodies.get(0), "y", UTF_8);
        String name = folder.relativize(bodies.get(0)).toString();
        assertThatThrownBy(this::open)
                .hasMessage(file() + ":2: the body file " + name
                        + " beside it was changed: its content has another hash" + REMEDY);
        Files.delete(bodies.get(0));
        assertThatThrownBy(this::open)
                .hasMessage(file() + ":2: the body file " + name + " beside it cannot be read" + REMEDY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/passwd", "x.body", "..\\\\x", ""})
    void a_body_file_with_any_other_name_is_refused(String name) throws Exception {
        write(HEADER + REQUEST.replace("}", ",\"file\":\"" + name + "\"}"));
        assertThatThrownBy(this::open)
                .hasMessage(file() + ":2: the member \"file\" must be a SHA-256 hash with the ending .body" + REMEDY);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | {\"cassette\":1 | {\"cassette\":2 | cassette format 2, this version reads format 1",
                "1 | {\"cassette\":1 | {\"cassette\":\"1\" | cassette format \"1\", this version reads format 1",
                "1 | {\"cassette\":1 | {\"x\":1 | no cassette: expected a first line {\"cassette\":1,...}",
                "2 | \"request\":\"a\" | \"req\":\"a\" | expected a member \"request\", \"response\", \"event\" or \"end\", found {\"req\":\"a\",\"sample\":1,\"occurrence\":1,\"method\":\"POST\",\"upstre…",
                "2 | \"request\":\"a\" | \"request\":7 | the member \"request\" must be a text",
                "2 | \"sample\":1 | \"sample\":0 | the member \"sample\" must be a whole number from 1",
                "2 | \"occurrence\":1 | \"occurrence\":1.5 | the member \"occurrence\" must be a whole number from 1",
                "2 | \"method\" | \"verb\" | the member \"method\" must be a text",
                "2 | \"path\":\"/v1/x\" | \"path\":null | the member \"path\" must be a text",
                "2 | \"path\" | \"base64\":\"*\",\"path\" | the member \"base64\" is not base64",
                "3 | \"status\":200 | \"status\":99 | the member \"status\" must be an HTTP status from 100 to 599",
                "3 | \"status\":200 | \"status\":\"200\" | the member \"status\" must be an HTTP status from 100 to 599",
                "3 | \"recorded\" | \"found\" | the member \"origin\" must be \"recorded\", \"imported\" or \"simulated\"",
                "3 | \"origin\" | \"recorded_at\":\"today\",\"origin\" | the member \"recorded_at\" must be a time like 2026-01-31T12:00:00Z",
                "3 | \"response\":\"a\" | \"response\":\"b\" | response of \"b\", of which no request is open",
                "3 | \"response\":\"a\" | \"event\":\"b\" | event of \"b\", of which no request is open",
                "3 | \"response\":\"a\" | \"end\":\"a\" | the end of a stream without its response",
                "2 | \"path\":\"/v1/x\" | \"path\":\"\\ud800\" | a \\u escape that is half a character",
                "3 | \"response\":\"a\",\"status\":200 | \"discarded\":\"k\",\"takes\":1,\"passed\":1,\"unknown\":1 | 1 takes, 1 passed, 1 unknown: contradict each other",
                "3 | {\"response\":\"a\",\"status\":200,\"origin\":\"recorded\"} | [1] | expected a JSON object, found [1]",
            })
    void a_line_that_cannot_be_read_is_named(int line, String good, String bad, String message) throws Exception {
        write((HEADER + REQUEST + RESPONSE).replace(good, bad));
        assertThatThrownBy(this::open)
                .isInstanceOf(CassetteException.class)
                .hasMessage(file() + ":" + line + ": " + message + REMEDY);
    }

    @Test
    void the_rest_of_a_killed_run_is_gone_after_the_next() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file().resolveSibling("." + file().getFileName() + ".tmp"), "{\"cassette\":1");
        try (Cassette cassette = open()) {
            Body large = Body.of("x".repeat(20_000));
            cassette.add(exchange(1, 1, Body.of("{}"), RecordedResponse.whole(200, "", large)));
        }
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertThat(files.map(Path::toString)).hasSize(2).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @Test
    void a_test_whose_name_no_file_can_hold_is_recorded_all_the_same() throws Exception {
        try (Cassette cassette = Cassette.open(file(), "half \ud800", "c")) {
            cassette.add(exchange(1, 1, Body.of("{}"), RecordedResponse.whole(200, "", Body.EMPTY)));
        }
        assertThat(open().exchanges()).hasSize(1);
    }

    @Test
    void lines_that_are_no_json_or_no_utf_8_are_named() throws Exception {
        write(HEADER + "{\"request\":}\n" + RESPONSE);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith(file() + ":2: not JSON at column 12: ")
                .hasMessageEndingWith(REMEDY);
        Files.write(file(), new byte[] {'{', (byte) 0xff, '\n'});
        assertThatThrownBy(this::open).hasMessage(file() + ":1: not UTF-8" + REMEDY);
        write("");
        assertThatThrownBy(this::open)
                .hasMessage(file() + ":1: the file is empty; expected a first line {\"cassette\":1,...}" + REMEDY);
    }

    @Test
    void a_second_take_for_the_same_place_is_named_with_the_first() throws Exception {
        write(HEADER + REQUEST + RESPONSE + REQUEST.replace("\"a\"", "\"b\"") + RESPONSE.replace("\"a\"", "\"b\""));
        assertThatThrownBy(this::open)
                .hasMessage(file()
                        + ":5: a second take for the same request, sample 1, occurrence 1 (the first ends in line 3)"
                        + REMEDY);
    }

    @Test
    void a_cassette_cut_at_any_byte_after_its_first_line_loads() throws Exception {
        try (Cassette cassette = open()) {
            cassette.add(exchange(1, 1, Body.of("{\"é\":1}"), RecordedResponse.whole(200, "", Body.of("ü"))));
            cassette.add(exchange(
                    2,
                    1,
                    Body.of("{}"),
                    RecordedResponse.streamed(
                            200, "", new TreeMap<>(), List.of(new StreamEvent(1, Body.of("data: é\n\n"))), 2)));
        }
        byte[] whole = Files.readAllBytes(file());
        String text = Files.readString(file());
        int header = text.indexOf('\n') + 1;
        int complete = 0;
        for (int length = header; length <= whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            Cassette cassette = open();
            assertThat(cassette.exchanges().size()).as("length %d", length).isGreaterThanOrEqualTo(complete);
            complete = cassette.exchanges().size();
        }
        assertThat(complete).isEqualTo(2);
    }

    @Test
    void recording_goes_on_after_a_cut_line() throws Exception {
        write(HEADER + REQUEST + RESPONSE + "{\"request\":\"b\",\"sam");
        Cassette cut = open();
        assertThat(cut.exchanges()).hasSize(1);
        cut.add(exchange(2, 1, Body.of("{}"), RecordedResponse.whole(200, "", Body.EMPTY)));
        // Read before close: what a second kill would leave.
        assertThat(open().exchanges()).hasSize(2);
        cut.close();
        assertThat(open().exchanges()).hasSize(2);
    }

    @Test
    void an_exchange_in_flight_is_counted_and_left_out() throws Exception {
        write(HEADER + REQUEST + RESPONSE + REQUEST.replace("\"sample\":1", "\"sample\":2"));
        Cassette cassette = open();
        assertThat(cassette.exchanges()).hasSize(1);
        assertThat(cassette.lostInFlight()).isEqualTo(1);
    }

    @Test
    void the_file_is_the_same_whatever_order_the_answers_came_in() throws Exception {
        List<Exchange> exchanges = new ArrayList<>();
        for (int sample = 1; sample <= 3; sample++) {
            for (int turn = 1; turn <= 3; turn++) {
                exchanges.add(exchange(
                        sample,
                        1,
                        Body.of("{\"messages\":[" + "1,".repeat(turn) + "0]}"),
                        RecordedResponse.whole(200, "", Body.of("r" + sample + turn))));
            }
        }
        String ordered = recorded(exchanges);
        Collections.reverse(exchanges);
        assertThat(recorded(exchanges)).isEqualTo(ordered);
        assertThat(open().exchanges())
                .extracting(exchange -> exchange.response().body().text())
                .containsExactly("r11", "r12", "r13", "r21", "r22", "r23", "r31", "r32", "r33");
    }

    @Test
    void nothing_is_created_or_changed_by_reading() throws Exception {
        open().close();
        assertThat(list("")).isEmpty();
        write(HEADER
                + RESPONSE.replace("response", "request")
                        .replace("}", ",\"x\":1}")
                        .substring(0, 20));
        String before = Files.readString(file());
        open().close();
        assertThat(Files.readString(file())).isEqualTo(before);
    }

    private String recorded(List<Exchange> exchanges) throws IOException {
        Files.deleteIfExists(file());
        try (Cassette cassette = open()) {
            exchanges.forEach(cassette::add);
        }
        return Files.readString(file());
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
    }

    private List<Path> list(String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(ending)).toList();
        }
    }

    @Test
    void a_merge_that_was_not_finished_is_called_by_its_name() throws IOException {
        Files.writeString(file(), HEADER + "<<<<<<< HEAD\n" + REQUEST + RESPONSE + "=======\n>>>>>>> theirs\n");
        assertThatThrownBy(this::open)
                .hasMessage(file() + ":2: a merge of two versions that was not finished (\"<<<<<<<\")" + REMEDY);
    }

    @Test
    void tallies_that_no_run_can_have_counted_do_not_overflow() throws IOException {
        String tally = "{\"discarded\":\"k\",\"takes\":2147483647,\"passed\":2147483647,\"unknown\":0}\n";
        Files.writeString(
                file(),
                HEADER
                        + tally
                        + tally.replace("\"passed\":2147483647,\"unknown\":0", "\"passed\":0,\"unknown\":2147483647"));
        assertThat(open().exchanges()).isEmpty();
    }
}
