package io.github.junitllm.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.fault.FaultKind;
import io.github.junitllm.fault.FaultPlan;
import io.github.junitllm.fault.InjectedFault;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.stream.EventSplitter;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client sees of each fault that spoils a call, and that its next try finds the recording whole. */
@Timeout(60)
class FaultTest {

    private static final String ASK = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    private static final String ANSWER =
            "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"good morning to you\"},\"finish_reason\":\"stop\"}]}";
    private static final String STREAM =
            "data: {\"n\":1}\n\ndata: {\"n\":2}\n\ndata: {\"n\":3}\n\ndata: {\"n\":4}\n\ndata: [DONE]\n\n";
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    Path folder;

    private Rig rig(RecordedResponse... takes) throws IOException {
        Path file = Files.createTempDirectory(folder, "rig").resolve("c.jsonl");
        RecordedRequest request =
                new RecordedRequest("POST", "openai", "/v1/chat/completions", "application/json", Body.of(ASK));
        try (Cassette cassette = Cassette.open(file, "t", "c")) {
            for (int occurrence = 1; occurrence <= takes.length; occurrence++) {
                cassette.add(new Exchange(
                        RequestKey.of(request).exact(),
                        1,
                        occurrence,
                        request,
                        takes[occurrence - 1],
                        Provenance.recorded(Instant.EPOCH)));
            }
        }
        return new Rig(file);
    }

    private static RecordedResponse whole() {
        return RecordedResponse.whole(200, "application/json", Body.of(ANSWER));
    }

    private static RecordedResponse stream() {
        List<StreamEvent> events = EventSplitter.ofServerSentEvents().splitAll(Body.of(STREAM)).stream()
                .map(raw -> new StreamEvent(0, raw))
                .toList();
        return RecordedResponse.streamed(200, "text/event-stream", new TreeMap<>(), events, 0);
    }

    private static String url(Lane lane) {
        return lane.baseUrl("openai") + "/chat/completions";
    }

    private static RawHttp.Response ask(Lane lane) throws IOException {
        return RawHttp.post(url(lane), ASK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    RATE_LIMITED | 429 | 1 | openai | /chat/completions | {"error":{"message":"injected by junit-llm: 429 rate limited","type":"rate_limit_exceeded","param":null,"code":"rate_limit_exceeded"}}
                    SERVER_ERROR | 500 |   | openai | /responses | {"error":{"message":"injected by junit-llm: 500 server error","type":"server_error","param":null,"code":"server_error"}}
                    OVERLOADED | 529 |   | anthropic | /v1/messages | {"type":"error","error":{"type":"overloaded_error","message":"injected by junit-llm: 529 overloaded"}}
                    RATE_LIMITED | 429 | 1 | anthropic | /v1/messages | {"type":"error","error":{"type":"rate_limit_error","message":"injected by junit-llm: 429 rate limited"}}
                    UNAVAILABLE | 503 |   | google | /v1beta/models/g:generateContent | {"error":{"code":503,"message":"injected by junit-llm: 503 unavailable","status":"UNAVAILABLE"}}
                    RATE_LIMITED | 429 | 1 | google | /v1beta/models/g:generateContent | {"error":{"code":429,"message":"injected by junit-llm: 429 rate limited","status":"RESOURCE_EXHAUSTED"}}
                    SERVER_ERROR | 500 |   | ollama | /api/chat | {"error":"injected by junit-llm: 500 server error"}
                    UNAVAILABLE | 503 |   | cohere | /v2/chat | {"message":"injected by junit-llm: 503 unavailable"}
                    """)
    void a_status_has_the_shape_of_the_providers_own_errors(
            FaultKind kind, int status, String retryAfter, String upstream, String path, String body) throws Exception {
        try (Rig rig = rig()) {
            Lane lane = rig.lane(Mode.REPLAY, FaultPlan.first(kind));

            RawHttp.Response response = RawHttp.post(lane.baseUrl(upstream) + path, "{}");

            assertThat(response.status()).isEqualTo(status);
            assertThat(response.headers()).containsEntry("content-type", "application/json");
            assertThat(response.headers().get("retry-after")).isEqualTo(retryAfter);
            assertThat(response.body()).hasToString(body);
        }
    }

    @Test
    void the_retry_after_a_429_finds_the_take_and_no_outage_is_noted() throws Exception {
        try (Rig rig = rig(whole())) {
            Lane lane = rig.lane(
                    Mode.REPLAY, FaultPlan.first(FaultKind.RATE_LIMITED).retryAfterSeconds(7));

            RawHttp.Response limited = ask(lane);
            RawHttp.Response retried = ask(lane);

            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.headers()).containsEntry("retry-after", "7");
            assertThat(retried.body()).hasToString(ANSWER);
            assertThat(lane.troubles()).isEmpty();
            assertThat(lane.lastCallFailed()).isFalse();
            assertThat(lane.unmetFaults()).isEmpty();
            assertThat(lane.calls()).singleElement().satisfies(call -> assertThat(call.fault())
                    .isEmpty());
            assertThat(lane.injectedFaults())
                    .extracting(InjectedFault::words)
                    .containsExactly("injected: 429 rate limited, on call 1 (POST openai /v1/chat/completions)");
        }
    }

    @Test
    void a_fault_strikes_the_call_it_names_and_only_what_it_is_meant_for() throws Exception {
        FaultPlan second = FaultPlan.onCall(2, FaultKind.UNAVAILABLE);
        FaultPlan elsewhere = FaultPlan.onEveryCall(FaultKind.SERVER_ERROR).onUpstream("anthropic");
        FaultPlan embeddings = FaultPlan.first(FaultKind.OVERLOADED).onPath("/embeddings");
        try (Rig rig = rig(whole(), whole())) {
            Lane lane = rig.lane(Mode.REPLAY, second, elsewhere, embeddings);

            assertThat(ask(lane).status()).isEqualTo(200);
            assertThat(ask(lane).status()).isEqualTo(503);
            assertThat(RawHttp.post(lane.baseUrl("openai") + "/embeddings", "{}")
                            .status())
                    .isEqualTo(529);
            assertThat(ask(lane).status()).isEqualTo(200);

            assertThat(lane.injectedFaults()).extracting(InjectedFault::call).containsExactly(2, 3);
            assertThat(lane.unmetFaults()).containsExactly(elsewhere);
        }
    }

    @Test
    void a_fault_planned_later_counts_from_then() throws Exception {
        try (Rig rig = rig(whole(), whole(), whole())) {
            Lane lane = rig.lane(Mode.REPLAY);
            assertThat(ask(lane).status()).isEqualTo(200);
            assertThat(ask(lane).status()).isEqualTo(200);

            lane.plan(FaultPlan.first(FaultKind.SERVER_ERROR));

            assertThat(ask(lane).status()).isEqualTo(500);
            assertThat(ask(lane).status()).isEqualTo(200);
            assertThat(lane.injectedFaults()).extracting(InjectedFault::call).containsExactly(3);
        }
    }

    @Test
    void of_two_faults_on_one_call_the_first_wins_and_the_other_stays_unmet() throws Exception {
        try (Rig rig = rig(whole())) {
            Lane lane = rig.lane(
                    Mode.REPLAY, FaultPlan.first(FaultKind.SERVER_ERROR), FaultPlan.first(FaultKind.UNAVAILABLE));

            assertThat(ask(lane).status()).isEqualTo(500);
            assertThat(ask(lane).status()).isEqualTo(200);

            assertThat(lane.unmetFaults()).containsExactly(FaultPlan.first(FaultKind.UNAVAILABLE));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_STREAM", "INVALID_UTF8", "MALFORMED_JSON", "EMPTY_BODY", "WRONG_CONTENT_TYPE"})
    void a_spoilt_answer_is_not_used_up_and_the_next_try_gets_it_whole(FaultKind kind) throws Exception {
        for (RecordedResponse take : List.of(whole(), stream())) {
            try (Rig rig = rig(take)) {
                Lane lane = rig.lane(Mode.REPLAY, FaultPlan.first(kind));
                try {
                    assertThat(ask(lane)).isNotEqualTo(take);
                } catch (EOFException cut) {
                    assertThat(kind).isEqualTo(FaultKind.CUT_STREAM);
                }
                assertThat(ask(lane).body()).isEqualTo(take.body());
                assertThat(lane.troubles()).isEmpty();
                assertThat(lane.calls().get(0).fault()).contains(kind);
                assertThat(lane.calls().get(1).fault()).isEmpty();
                assertThat(lane.calls().get(0).exchange().response()).isNotEqualTo(take);
            }
        }
    }

    @Test
    void a_cut_answer_breaks_after_its_half() throws Exception {
        List<String> parts = new ArrayList<>();
        try (Rig rig = rig(stream())) {
            Lane lane = rig.lane(Mode.REPLAY, FaultPlan.first(FaultKind.CUT_STREAM));

            assertThatThrownBy(() -> RawHttp.post(url(lane), ASK, parts::add)).isInstanceOf(EOFException.class);

            assertThat(String.join("", parts)).isEqualTo("data: {\"n\":1}\n\ndata: {\"n\":2}\n\n");
        }
        parts.clear();
        try (Rig rig = rig(whole())) {
            Lane lane = rig.lane(Mode.REPLAY, FaultPlan.first(FaultKind.CUT_STREAM));

            assertThatThrownBy(() -> RawHttp.post(url(lane), ASK, parts::add)).isInstanceOf(EOFException.class);

            assertThat(String.join("", parts)).isEqualTo(ANSWER.substring(0, ANSWER.length() / 2));
        }
    }

    @Test
    void invalid_utf8_is_one_bad_byte_within_the_text() throws Exception {
        try (Rig rig = rig(whole())) {
            RawHttp.Response response = ask(rig.lane(Mode.REPLAY, FaultPlan.first(FaultKind.INVALID_UTF8)));

            assertThat(response.body().exactText()).isEmpty();
            assertThat(new String(response.body().bytes(), ISO_8859_1))
                    .isEqualTo(ANSWER.replace("good morning", "good morn\u00ffing"));
        }
    }

    @Test
    void malformed_json_lacks_its_last_bracket() throws Exception {
        try (Rig rig = rig(whole())) {
            assertThat(ask(rig.lane(Mode.REPLAY, FaultPlan.first(FaultKind.MALFORMED_JSON)))
                            .body())
                    .hasToString(ANSWER.substring(0, ANSWER.length() - 1));
        }
        try (Rig rig = rig(stream())) {
            assertThat(ask(rig.lane(Mode.REPLAY, FaultPlan.first(FaultKind.MALFORMED_JSON)))
                            .body())
                    .hasToString(STREAM.replace("{\"n\":3}", "{\"n\":3"));
        }
    }

    @Test
    void an_empty_body_and_a_wrong_content_type_are_no_more_than_that() throws Exception {
        try (Rig rig = rig(whole())) {
            RawHttp.Response empty = ask(rig.lane(Mode.REPLAY, FaultPlan.first(FaultKind.EMPTY_BODY)));
            assertThat(empty.status()).isEqualTo(200);
            assertThat(empty.headers()).containsEntry("content-type", "application/json");
            assertThat(empty.body().isEmpty()).isTrue();

            RawHttp.Response html = ask(rig.lane(Mode.REPLAY, FaultPlan.first(FaultKind.WRONG_CONTENT_TYPE)));
            assertThat(html.headers()).containsEntry("content-type", "text/html; charset=utf-8");
            assertThat(html.body()).hasToString(ANSWER);
        }
    }

    @Test
    void what_cannot_be_malformed_is_refused_and_the_fault_stays_unmet() throws Exception {
        try (Rig rig = rig(RecordedResponse.whole(200, "text/plain", Body.of("good morning")))) {
            Lane lane = rig.lane(Mode.REPLAY, FaultPlan.first(FaultKind.MALFORMED_JSON));

            RawHttp.Response response = ask(lane);

            String message =
                    "the fault MALFORMED_JSON cannot be injected into call 1 (openai /v1/chat/completions): MALFORMED_JSON has nothing to damage: the answer is no JSON; CUT_STREAM and INVALID_UTF8 damage any answer";
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.message()).isEqualTo("junit-llm: " + message);
            assertThat(lane.troubles()).containsExactly(new Trouble(Trouble.Kind.FAULT_INAPPLICABLE, message));
            assertThat(lane.injectedFaults()).isEmpty();
        }
    }

    @Test
    void an_error_that_is_recorded_is_no_answer_to_spoil() throws Exception {
        try (Rig rig = rig(RecordedResponse.whole(400, "application/json", Body.of("{\"error\":\"no\"}")))) {
            Lane lane = rig.lane(Mode.REPLAY, FaultPlan.first(FaultKind.EMPTY_BODY));

            assertThat(ask(lane).body()).hasToString("{\"error\":\"no\"}");

            assertThat(lane.injectedFaults()).isEmpty();
            assertThat(lane.unmetFaults()).hasSize(1);
        }
    }

    @Test
    void after_its_delay_a_slow_or_stalled_answer_comes_whole_and_is_used_up() throws Exception {
        for (FaultKind kind : List.of(FaultKind.SLOW_FIRST_TOKEN, FaultKind.STALL)) {
            for (RecordedResponse take : List.of(whole(), stream())) {
                try (Rig rig = rig(take)) {
                    Lane lane = rig.lane(Mode.REPLAY, FaultPlan.first(kind).delay(SHORT));
                    assertThat(ask(lane).body()).isEqualTo(take.body());
                    assertThat(ask(lane).status()).isEqualTo(404);
                    assertThat(lane.troubles())
                            .extracting(Trouble::kind)
                            .containsExactly(Trouble.Kind.RECORDING_MISSING);
                }
            }
        }
    }

    /** A client that sends its request, reads so many bytes, and then hangs up. */
    private static String hangUpAfter(Lane lane, String until) throws IOException {
        String target = url(lane).replaceFirst("http://[^/]+", "");
        int port = Integer.parseInt(url(lane).replaceFirst(".*:(\\d+)/.*", "$1"));
        StringBuilder seen = new StringBuilder();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(
                            "POST %s HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
                                    .formatted(target, ASK.length(), ASK)
                                    .getBytes(UTF_8));
            while (!seen.toString().endsWith(until)) {
                seen.append((char) socket.getInputStream().read());
            }
            if (until.isEmpty()) {
                awaitInjected(lane);
            }
        }
        return seen.toString();
    }

    private static void awaitInjected(Lane lane) {
        while (lane.injectedFaults().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static void awaitNobodyWaits() {
        while (Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals(FaultyCall.class.getName()))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void the_wait_ends_when_the_client_gives_up_and_its_next_try_gets_the_answer() throws Exception {
        try (Rig rig = rig(stream())) {
            for (FaultKind kind : List.of(FaultKind.TIMEOUT, FaultKind.SLOW_FIRST_TOKEN, FaultKind.STALL)) {
                Lane lane = rig.lane(Mode.REPLAY, FaultPlan.first(kind).delay(LONG));

                String seen = hangUpAfter(
                        lane,
                        switch (kind) {
                            case TIMEOUT -> "";
                            case SLOW_FIRST_TOKEN -> "\r\n\r\n";
                            default -> "data: {\"n\":2}\n\n";
                        });
                awaitNobodyWaits();

                assertThat(seen).doesNotContain("{\"n\":3}");
                assertThat(ask(lane).body()).hasToString(STREAM);
                assertThat(lane.troubles()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT", "SLOW_FIRST_TOKEN", "STALL"})
    void closing_the_lane_ends_the_wait_at_once(FaultKind kind) throws Exception {
        try (Rig rig = rig(stream())) {
            Lane lane = rig.lane(Mode.REPLAY, FaultPlan.first(kind).delay(LONG));
            CompletableFuture<Throwable> client = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    ask(lane);
                    client.completeExceptionally(new AssertionError("answered"));
                } catch (IOException broken) {
                    client.complete(broken);
                }
            });
            thread.start();
            awaitInjected(lane);

            lane.close();

            assertThat(client.get()).isInstanceOf(EOFException.class);
            awaitNobodyWaits();
        }
    }

    @Test
    void a_timeout_closes_the_connection_when_nobody_gives_up() throws Exception {
        try (Rig rig = rig(whole())) {
            Lane lane = rig.lane(Mode.REPLAY, FaultPlan.first(FaultKind.TIMEOUT).delay(SHORT));

            assertThatThrownBy(() -> ask(lane)).isInstanceOf(EOFException.class);

            assertThat(ask(lane).body()).hasToString(ANSWER);
        }
    }

    @Test
    void while_recording_the_true_answer_is_stored_and_the_spoilt_one_is_seen() throws Exception {
        RawUpstream.Script script = (request, out) -> {
            RawUpstream.startStream(out);
            RawUpstream.chunk(out, STREAM);
            RawUpstream.endStream(out);
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig().openAiAt(upstream.url())) {
            Lane lane = rig.lane(
                    Mode.RECORD,
                    FaultPlan.first(FaultKind.RATE_LIMITED),
                    FaultPlan.onCall(2, FaultKind.MALFORMED_JSON));

            assertThat(ask(lane).status()).isEqualTo(429);
            assertThat(upstream.requests()).isEmpty();
            assertThat(ask(lane).body()).hasToString(STREAM.replace("{\"n\":3}", "{\"n\":3"));
            assertThat(ask(lane).body()).hasToString(STREAM);

            assertThat(upstream.requests()).hasSize(1);
            assertThat(rig.reload().exchanges())
                    .singleElement()
                    .satisfies(take -> assertThat(take.response().body()).hasToString(STREAM));
        }
    }

    @Test
    void while_recording_anew_the_next_try_gets_the_answer_that_was_just_recorded() throws Exception {
        RawUpstream.Script script = (request, out) -> RawUpstream.json(out, 200, ANSWER);
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(RecordedResponse.whole(200, "application/json", Body.of("old")))
                        .openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.RERECORD, FaultPlan.first(FaultKind.EMPTY_BODY));

            assertThat(ask(lane).body().isEmpty()).isTrue();
            assertThat(ask(lane).body()).hasToString(ANSWER);

            assertThat(upstream.requests()).hasSize(1);
            assertThat(rig.reload().exchanges())
                    .singleElement()
                    .satisfies(take -> assertThat(take.response().body()).hasToString(ANSWER));
        }
    }

    @Test
    void a_real_outage_while_recording_is_passed_on_and_no_fault_is_noted() throws Exception {
        RawUpstream.Script script = (request, out) -> RawUpstream.json(out, 503, "{\"error\":\"busy\"}");
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig().openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.LIVE, FaultPlan.first(FaultKind.EMPTY_BODY));

            assertThat(ask(lane).body()).hasToString("{\"error\":\"busy\"}");

            assertThat(lane.lastCallFailed()).isTrue();
            assertThat(lane.injectedFaults()).isEmpty();
        }
    }

    @Test
    void a_rate_strikes_the_same_requests_in_whatever_order_they_come() throws Exception {
        int calls = 200;
        FaultPlan rate = FaultPlan.atRate(0.3, 42, FaultKind.SERVER_ERROR);
        List<String> inOrder = struck(rate, calls, false);

        assertThat(inOrder).hasSizeBetween(40, 80);
        assertThat(struck(rate, calls, true)).isEqualTo(inOrder);
        assertThat(struck(FaultPlan.atRate(0.3, 43, FaultKind.SERVER_ERROR), calls, false))
                .isNotEqualTo(inOrder);
        assertThat(struck(rate.seededFor("a"), calls, false)).isNotEqualTo(inOrder);
    }

    private List<String> struck(FaultPlan plan, int calls, boolean parallel) throws Exception {
        try (Rig rig = rig()) {
            Lane lane = rig.lane(Mode.REPLAY, plan);
            List<String> struck = new CopyOnWriteArrayList<>();
            Semaphore atOnce = new Semaphore(parallel ? 8 : 1);
            CountDownLatch done = new CountDownLatch(calls);
            for (int i = 0; i < calls; i++) {
                int number = parallel ? calls - 1 - i : i;
                atOnce.acquire();
                Thread thread = new Thread(() -> {
                    try {
                        if (RawHttp.post(url(lane), "{\"n\":" + number + "}").status() == 500) {
                            struck.add("%03d".formatted(number));
                        }
                    } catch (IOException broken) {
                        struck.add(broken.toString());
                    } finally {
                        atOnce.release();
                        done.countDown();
                    }
                });
                thread.start();
            }
            done.await();
            return struck.stream().sorted().toList();
        }
    }
}
