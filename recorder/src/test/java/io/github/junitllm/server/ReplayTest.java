package io.github.junitllm.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReplayTest {

    private static final String HELLO = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    @TempDir
    Path folder;

    private Rig rig() {
        return new Rig(folder.resolve("c.jsonl"));
    }

    private void recorded(int sample, int occurrence, String upstream, String path, String body, String answer) {
        RecordedRequest request = new RecordedRequest("POST", upstream, path, "application/json", Body.of(body));
        try (Cassette cassette = Cassette.open(folder.resolve("c.jsonl"), "t", "c")) {
            cassette.add(new Exchange(
                    RequestKey.of(request).exact(),
                    sample,
                    occurrence,
                    request,
                    RecordedResponse.whole(200, "application/json", Body.of(answer)),
                    Provenance.recorded(Instant.EPOCH)));
        }
    }

    private void recorded(int sample, int occurrence, String body, String answer) {
        recorded(sample, occurrence, "openai", "/v1/chat/completions", body, answer);
    }

    private static RawHttp.Response chat(Lane lane, String body) throws IOException {
        return RawHttp.post(lane.baseUrl("openai") + "/chat/completions", body);
    }

    @Test
    void every_sample_and_occurrence_has_its_own_take() throws Exception {
        for (int sample = 1; sample <= 3; sample++) {
            for (int occurrence = 1; occurrence <= 2; occurrence++) {
                recorded(sample, occurrence, HELLO, "\"%d.%d\"".formatted(sample, occurrence));
            }
        }
        try (Rig rig = rig()) {
            Lane second = rig.lane(Mode.REPLAY, 2);
            Lane third = rig.lane(Mode.REPLAY, 3);
            assertThat(chat(second, HELLO).body()).hasToString("\"2.1\"");
            assertThat(chat(third, HELLO).body()).hasToString("\"3.1\"");
            assertThat(chat(second, HELLO).body()).hasToString("\"2.2\"");
            assertThat(second.calls()).extracting(LaneCall::evidence).containsOnly(Evidence.REPLAYED);
        }
    }

    @Test
    void a_take_is_never_used_twice() throws Exception {
        recorded(1, 1, HELLO, "1");
        try (Rig rig = rig()) {
            Lane lane = rig.lane(Mode.REPLAY);
            chat(lane, HELLO);
            RawHttp.Response again = chat(lane, HELLO);
            assertThat(again.status()).isEqualTo(404);
            assertThat(again.headers()).containsEntry("x-should-retry", "false");
            assertThat(again.message())
                    .isEqualTo(
                            "junit-llm: no recording for POST openai /v1/chat/completions (sample 1, call 2 of it); the cassette holds 1 take of this request, for sample 1; each is used once");
            assertThat(lane.lastCallFailed()).isTrue();
            assertThat(lane.troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.RECORDING_MISSING);
        }
    }

    @Test
    void fewer_takes_than_samples_names_the_samples_that_have_one() throws Exception {
        recorded(1, 1, HELLO, "1");
        recorded(2, 1, HELLO, "2");
        try (Rig rig = rig()) {
            assertThat(chat(rig.lane(Mode.REPLAY, 3), HELLO).message())
                    .isEqualTo(
                            "junit-llm: no recording for POST openai /v1/chat/completions (sample 3, call 1 of it); the cassette holds 2 takes of this request, for samples 1, 2; each is used once");
        }
    }

    @Test
    void nothing_recorded_is_said_as_it_is() throws Exception {
        try (Rig rig = rig()) {
            assertThat(chat(rig.lane(Mode.REPLAY), HELLO).message())
                    .isEqualTo(
                            "junit-llm: no recording for POST openai /v1/chat/completions (sample 1, call 1 of it); nothing is recorded for this case yet");
        }
    }

    @Test
    void a_changed_prompt_is_shown_beside_the_closest_recording() throws Exception {
        recorded(1, 1, "{\"model\":\"other\",\"messages\":[],\"n\":1}", "0");
        recorded(1, 1, HELLO, "1");
        try (Rig rig = rig()) {
            assertThat(chat(rig.lane(Mode.REPLAY), HELLO.replace("hello", "hullo"))
                            .message())
                    .isEqualTo(
                            "junit-llm: no recording for POST openai /v1/chat/completions (sample 1, call 1 of it); the closest recording differs in\n    /messages/0/content, user message: recorded \"hello\", now \"hullo\"");
        }
    }

    @Test
    void order_of_members_number_forms_and_made_up_ids_do_not_matter() throws Exception {
        recorded(
                1,
                1,
                "{\"a\":1.0,\"b\":[{\"type\":\"function\",\"id\":\"call_1\"},{\"tool_call_id\":\"call_1\"}]}",
                "1");
        try (Rig rig = rig()) {
            assertThat(chat(
                                    rig.lane(Mode.REPLAY),
                                    "{\"b\":[{\"id\":\"call_X\",\"type\":\"function\"},{\"tool_call_id\":\"call_X\"}],\"a\":1}")
                            .body())
                    .hasToString("1");
        }
    }

    @Test
    void members_that_cannot_change_an_answer_may_differ_and_the_call_says_so() throws Exception {
        recorded(1, 1, "{\"model\":\"m\",\"user\":\"a\"}", "1");
        try (Rig rig = rig()) {
            Lane lane = rig.lane(Mode.REPLAY);
            assertThat(chat(lane, "{\"model\":\"m\",\"stream_options\":{}}").body())
                    .hasToString("1");
            assertThat(lane.calls()).singleElement().satisfies(call -> assertThat(call.wireDiffers())
                    .isTrue());
        }
    }

    @Test
    void a_recorded_stream_comes_back_byte_for_byte_and_event_by_event() throws Exception {
        List<String> events = List.of(": ping\r\n\r\n", "data: {\"é\":1}\r\n\r\n", "data: [DONE]");
        RecordedRequest request =
                new RecordedRequest("POST", "openai", "/v1/chat/completions", "application/json", Body.of(HELLO));
        try (Cassette cassette = Cassette.open(folder.resolve("c.jsonl"), "t", "c")) {
            cassette.add(new Exchange(
                    RequestKey.of(request).exact(),
                    1,
                    1,
                    request,
                    RecordedResponse.streamed(
                            200,
                            "text/event-stream",
                            new TreeMap<>(),
                            events.stream()
                                    .map(text -> new StreamEvent(0, Body.of(text)))
                                    .toList(),
                            0),
                    Provenance.imported("somebody", "MIT", false)));
        }
        try (Rig rig = rig()) {
            Lane lane = rig.lane(Mode.REPLAY);
            List<String> parts = new ArrayList<>();
            RawHttp.Response response = RawHttp.post(lane.baseUrl("openai") + "/chat/completions", HELLO, parts::add);
            assertThat(parts).isEqualTo(events);
            assertThat(response.headers()).containsEntry("content-type", "text/event-stream");
            assertThat(lane.calls()).extracting(LaneCall::evidence).containsExactly(Evidence.IMPORTED);
        }
    }

    @ParameterizedTest(name = "{0} serves {2}")
    @CsvSource({
        "openai, /v1/chat/completions, /chat/completions",
        "openai, /v1/chat/completions, /v1/chat/completions",
        "openai, /v1/chat/completions, /v1/v1/chat/completions",
        "anthropic, /v1/messages?beta=true, /messages?beta=true",
        "anthropic, /v1/messages, /v1/v1/messages",
        "groq, /openai/v1/chat/completions, /chat/completions",
        "groq, /openai/v1/chat/completions, /v1/chat/completions",
        "groq, /openai/v1/chat/completions, /openai/v1/chat/completions",
        "openrouter, /api/v1/chat/completions, /v1/chat/completions",
        "google, /v1beta/models/m:generateContent, /v1beta/v1beta/models/m:generateContent"
    })
    void a_version_segment_may_be_missing_or_doubled(String upstream, String recorded, String used) throws Exception {
        recorded(1, 1, upstream, recorded, HELLO, "1");
        try (Rig rig = rig()) {
            String base = rig.lane(Mode.REPLAY).baseUrl(upstream);
            String target = base.substring(base.indexOf("/lane")) + used;
            assertThat(RawHttp.send(rig.port(), "POST", target, "application/json", HELLO.getBytes(UTF_8))
                            .body())
                    .hasToString("1");
        }
    }

    @Test
    void a_closed_lane_is_gone() throws Exception {
        recorded(1, 1, HELLO, "1");
        try (Rig rig = rig()) {
            Lane lane = rig.lane(Mode.REPLAY);
            lane.close();
            RawHttp.Response response = chat(lane, HELLO);
            assertThat(response.status()).isEqualTo(410);
            assertThat(response.message())
                    .isEqualTo(
                            "junit-llm: the sample of lane s1 is over or never was; the client outlived its test: build it per test, or use %s/openai and name the lane in the header junit-llm-lane"
                                    .formatted(rig.server().url()));
        }
    }

    @Test
    void the_plain_url_belongs_to_the_only_lane_and_is_refused_when_there_are_two() throws Exception {
        recorded(1, 1, HELLO, "1");
        try (Rig rig = rig()) {
            String plain = rig.server().url() + "/openai/chat/completions";
            RawHttp.Response none = RawHttp.post(plain, HELLO);
            assertThat(none.status()).isEqualTo(409);
            assertThat(none.message())
                    .isEqualTo(
                            "junit-llm: 0 samples are running and the call names none of them; use llm.baseUrl(\"openai\"), or send the header junit-llm-lane");

            rig.lane(Mode.REPLAY);
            assertThat(RawHttp.post(plain, HELLO).body()).hasToString("1");

            rig.lane(Mode.REPLAY);
            assertThat(RawHttp.post(plain, HELLO).status()).isEqualTo(409);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"junit-llm-lane: %s", "baggage: a=b, junit-llm-lane=%s;x=1, c=d", "Baggage: junit-llm-lane=%s"})
    void a_header_or_the_baggage_names_the_lane(String header) throws Exception {
        recorded(1, 1, HELLO, "1");
        recorded(2, 1, HELLO, "2");
        try (Rig rig = rig()) {
            rig.lane(Mode.REPLAY, 1);
            Lane second = rig.lane(Mode.REPLAY, 2);
            assertThat(RawHttp.post(
                                    rig.server().url() + "/openai/chat/completions",
                                    HELLO,
                                    header.formatted(second.id()))
                            .body())
                    .hasToString("2");
        }
    }

    @Test
    void an_unknown_upstream_lists_the_known_ones_and_the_closest() throws Exception {
        String message =
                "unknown upstream \"opnai\"; did you mean \"openai\"?; known are anthropic, cerebras, cohere, deepseek, google, groq, huggingface, mistral, ollama, openai, openrouter, perplexity, together, xai; another one is configured with junit.llm.upstream.opnai = https://...";
        try (Rig rig = rig()) {
            Lane lane = rig.lane(Mode.REPLAY);
            assertThatThrownBy(() -> lane.baseUrl("opnai")).hasMessage(message);

            RawHttp.Response response =
                    RawHttp.post(rig.server().url() + "/lane/" + lane.id() + "/opnai/chat/completions", HELLO);
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.message()).isEqualTo("junit-llm: " + message);
            assertThat(lane.troubles()).containsExactly(new Trouble(Trouble.Kind.UPSTREAM_UNKNOWN, message));
        }
    }

    /** The JDK's client offers to upgrade to HTTP/2 and sends bodies of unknown length in chunks. */
    @Test
    void the_client_of_the_jdk_is_served_over_one_connection_after_the_other() throws Exception {
        recorded(1, 1, HELLO, "1");
        recorded(1, 2, HELLO, "2");
        HttpClient client = HttpClient.newHttpClient();
        try (Rig rig = rig()) {
            URI uri = URI.create(rig.lane(Mode.REPLAY).baseUrl("openai") + "/chat/completions");
            for (String answer : List.of("1", "2")) {
                HttpRequest request = HttpRequest.newBuilder(uri)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(HELLO.getBytes(UTF_8))))
                        .build();
                assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                                .body())
                        .isEqualTo(answer);
            }
        }
    }

    @Test
    void replay_never_calls_even_an_upstream_that_is_there() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> RawUpstream.json(out, 200, "{}"));
                Rig rig = rig().openAiAt(upstream.url())) {
            assertThat(chat(rig.lane(Mode.REPLAY), HELLO).status()).isEqualTo(404);
            assertThat(upstream.requests()).isEmpty();
        }
    }
}
