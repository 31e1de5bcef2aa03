package io.github.junitllm.server;

import static io.github.junitllm.testing.RawUpstream.chunk;
import static io.github.junitllm.testing.RawUpstream.endStream;
import static io.github.junitllm.testing.RawUpstream.json;
import static io.github.junitllm.testing.RawUpstream.startStream;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RecordTest {

    private static final String ANSWER = "{\"choices\":[{\"message\":{\"content\":\"hi\"}}]}";

    @TempDir
    Path folder;

    private Rig rig() {
        return new Rig(file());
    }

    private Path file() {
        return folder.resolve("c.jsonl");
    }

    private String stored() throws IOException {
        return Files.exists(file()) ? Files.readString(file()) : "";
    }

    private static String chat(Lane lane) {
        return lane.baseUrl("openai") + "/chat/completions";
    }

    @Test
    void a_chunk_reaches_the_client_before_the_upstream_sends_the_next() throws Exception {
        Semaphore seen = new Semaphore(0);
        int chunks = 20;
        RawUpstream.Script script = (request, out) -> {
            startStream(out);
            for (int i = 0; i < chunks; i++) {
                chunk(out, "data: {\"n\":" + i + "}\n\n");
                acquire(seen);
            }
            endStream(out);
        };
        List<String> parts = new ArrayList<>();
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig().openAiAt(upstream.url())) {
            RawHttp.post(chat(rig.lane(Mode.RECORD)), "{}", part -> {
                parts.add(part);
                seen.release();
            });
            assertThat(parts).hasSize(chunks).startsWith("data: {\"n\":0}\n\n").endsWith("data: {\"n\":19}\n\n");

            List<StreamEvent> events =
                    rig.reload().exchanges().get(0).response().events();
            assertThat(events.stream().map(event -> event.raw().text())).isEqualTo(parts);
            assertThat(events.stream().map(StreamEvent::atMillis).toList()).isSorted();

            List<String> replayed = new ArrayList<>();
            RawHttp.post(chat(rig.lane(Mode.REPLAY)), "{}", replayed::add);
            assertThat(replayed).isEqualTo(parts);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void events_keep_their_line_ends_and_comments_wherever_the_chunks_are_cut() throws Exception {
        String stream = ": hello\r\n\r\nevent: a\r\ndata: {\"x\":1}\r\n\r\ndata: [DONE]\n\n: bye";
        RawUpstream.Script script = (request, out) -> {
            startStream(out);
            for (int at = 0; at < stream.length(); at += 3) {
                chunk(out, stream.substring(at, Math.min(stream.length(), at + 3)));
            }
            endStream(out);
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig().openAiAt(upstream.url())) {
            assertThat(RawHttp.post(chat(rig.lane(Mode.RECORD)), "{}").body()).hasToString(stream);

            assertThat(rig.reload().exchanges().get(0).response().events().stream()
                            .map(event -> event.raw().text()))
                    .containsExactly(
                            ": hello\r\n\r\n", "event: a\r\ndata: {\"x\":1}\r\n\r\n", "data: [DONE]\n\n", ": bye");
            assertThat(RawHttp.post(chat(rig.lane(Mode.REPLAY)), "{}").body()).hasToString(stream);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 429, 500, 503, 529})
    void an_error_of_the_provider_is_passed_on_and_the_retry_is_the_same_call(int status) throws Exception {
        RawUpstream.Script script = (request, out) -> {
            if (request.number() == 1) {
                json(out, status, "{\"error\":{\"message\":\"slow down\"}}", "retry-after: 7");
            } else {
                json(out, 200, ANSWER);
            }
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig().openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.RECORD);

            RawHttp.Response refused = RawHttp.post(chat(lane), "{}");
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.headers()).containsEntry("retry-after", "7");
            assertThat(lane.lastCallFailed()).isTrue();
            assertThat(lane.troubles())
                    .containsExactly(new Trouble(
                            Trouble.Kind.UPSTREAM_ERROR,
                            "openai answered %d: {\"error\":{\"message\":\"slow down\"}}".formatted(status)));
            assertThat(stored()).isEmpty();

            assertThat(RawHttp.post(chat(lane), "{}").body()).hasToString(ANSWER);
            assertThat(lane.lastCallFailed()).isFalse();
            assertThat(rig.reload().exchanges()).singleElement().satisfies(take -> assertThat(take.occurrence())
                    .isEqualTo(1));
        }
    }

    @Test
    void a_failed_call_gives_back_its_own_place_and_no_other() throws Exception {
        CountDownLatch secondIsIn = new CountDownLatch(2);
        CountDownLatch firstHasFailed = new CountDownLatch(1);
        RawUpstream.Script script = (request, out) -> {
            if (request.number() == 1) {
                secondIsIn.countDown();
                await(secondIsIn);
                json(out, 500, "{}");
            } else if (request.number() == 2) {
                secondIsIn.countDown();
                await(firstHasFailed);
                json(out, 200, ANSWER);
            } else {
                json(out, 200, ANSWER);
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig().openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.RECORD);
            Future<RawHttp.Response> one = threads.submit(() -> RawHttp.post(chat(lane), "{}"));
            Future<RawHttp.Response> two = threads.submit(() -> RawHttp.post(chat(lane), "{}"));
            while (lane.troubles().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(RawHttp.post(chat(lane), "{}").status()).isEqualTo(200);
            firstHasFailed.countDown();
            assertThat(List.of(one.get().status(), two.get().status())).containsExactlyInAnyOrder(500, 200);

            assertThat(rig.reload().exchanges().stream().map(Exchange::occurrence))
                    .containsExactly(1, 2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_cut_stream_is_broken_for_the_client_too_and_is_no_take() throws Exception {
        RawUpstream.Script script = (request, out) -> {
            startStream(out);
            chunk(out, "data: 1\n\n");
            if (request.number() > 1) {
                endStream(out);
            }
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig().openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.RECORD);
            assertThatThrownBy(() -> RawHttp.post(chat(lane), "{}")).isInstanceOf(IOException.class);
            assertThat(lane.troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Trouble.Kind.TRANSPORT);
                assertThat(trouble.message()).startsWith("openai at " + upstream.url() + " failed: ");
            });
            assertThat(lane.calls()).isEmpty();

            RawHttp.post(chat(lane), "{}");
            // The log still holds the beginning of the cut stream; a run killed now leaves it so.
            Path killed = Files.copy(file(), folder.resolve("killed.jsonl"));
            assertThat(Cassette.open(killed, "t", "c").exchanges()).hasSize(1);
            assertThat(rig.reload().exchanges()).singleElement().satisfies(take -> assertThat(take.occurrence())
                    .isEqualTo(1));
        }
    }

    @Test
    void an_upstream_that_cannot_be_reached_is_a_502_and_no_answer() throws Exception {
        RawUpstream gone = new RawUpstream((request, out) -> {});
        gone.close();
        try (Rig rig = rig().openAiAt(gone.url())) {
            Lane lane = rig.lane(Mode.RECORD);
            RawHttp.Response response = RawHttp.post(chat(lane), "{}");
            assertThat(response.status()).isEqualTo(502);
            assertThat(response.message())
                    .isEqualTo("junit-llm: openai at " + gone.url() + " failed: java.net.ConnectException");
            assertThat(lane.troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.TRANSPORT);
            assertThat(stored()).isEmpty();
        }
    }

    @Test
    void recording_without_a_key_says_which_variable_to_set() throws Exception {
        try (Rig rig = rig()) {
            Lane lane = rig.lane(Mode.RECORD);
            RawHttp.Response response = RawHttp.post(lane.baseUrl("anthropic") + "/v1/messages", "{}");
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.headers()).containsEntry("x-should-retry", "false");
            assertThat(response.message())
                    .isEqualTo(
                            "junit-llm: cannot call anthropic: the environment variable ANTHROPIC_API_KEY is not set; export it and run again (the application keeps its dummy key), or replay with -Djunit.llm.mode=replay");
            assertThat(lane.troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.KEY_MISSING);
        }
    }

    @Test
    void the_real_key_goes_upstream_and_never_to_the_disk() throws Exception {
        RawUpstream.Script script = (request, out) -> {
            if (request.body().contains("stream")) {
                startStream(out);
                chunk(out, "data: {\"you sent\":\"" + Rig.REAL_KEY.substring(0, 9));
                chunk(out, Rig.REAL_KEY.substring(9) + "\"}\n\n");
                endStream(out);
            } else if (request.body().contains("moved")) {
                json(out, 302, "{}", "location: https://x.example/y?key=" + Rig.REAL_KEY);
            } else {
                json(out, 200, "{\"you sent\":\"" + Rig.REAL_KEY + "\"}");
            }
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig().openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.RECORD);
            String[] dummies = {
                "Authorization: Bearer " + Lane.DUMMY_KEY, "x-api-key: dummy-x", "Cookie: session=dummy-c"
            };
            RawHttp.post(chat(lane), "{\"a\":1}", dummies);
            RawHttp.post(chat(lane), "{\"stream\":true}", dummies);
            RawHttp.post(chat(lane), "{\"moved\":\"" + Rig.REAL_KEY + "\"}", dummies);

            assertThat(upstream.requests()).hasSize(3).allSatisfy(request -> assertThat(request.head())
                    .containsIgnoringCase("authorization: Bearer " + Rig.REAL_KEY)
                    .doesNotContain(Lane.DUMMY_KEY, "dummy-x", "dummy-c"));
            assertThat(stored()).contains("[REDACTED]").doesNotContain(Rig.REAL_KEY, "dummy");
            assertThat(rig.reload().exchanges()).hasSize(3);
            assertThat(stored()).contains("[REDACTED]").doesNotContain(Rig.REAL_KEY, "dummy");
        }
    }

    @Test
    void the_key_of_a_configured_upstream_never_reaches_the_disk_either() throws Exception {
        RawUpstream.Script echo = (request, out) -> json(out, 200, "{\"you sent\":\"" + Rig.TEAM_KEY + "\"}");
        try (RawUpstream upstream = new RawUpstream(echo);
                Rig rig = rig().teamAt(upstream.url())) {
            RawHttp.post(rig.lane(Mode.RECORD).baseUrl("team") + "/x", "{\"a\":1}");

            assertThat(upstream.requests().get(0).head()).containsIgnoringCase("authorization: Bearer " + Rig.TEAM_KEY);
            assertThat(stored()).contains("[REDACTED]").doesNotContain(Rig.TEAM_KEY);
        }
    }

    @Test
    void a_dummy_key_in_the_query_stays_here() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> json(out, 200, ANSWER));
                Rig rig = rig().openAiAt(upstream.url())) {
            String lane = "/lane/" + rig.lane(Mode.RECORD).id() + "/openai/x";
            for (String query : List.of("?key=D&a=1", "?a=1&key=D", "?key=D", "?a=1&key=D&b=2", "?a=1")) {
                RawHttp.send(rig.port(), "GET", lane + query.replace("D", Lane.DUMMY_KEY), "", new byte[0]);
            }
            assertThat(upstream.requests())
                    .extracting(request -> request.head().lines().findFirst().orElseThrow())
                    .containsExactly(
                            "GET /v1/x?a=1 HTTP/1.1",
                            "GET /v1/x?a=1 HTTP/1.1",
                            "GET /v1/x HTTP/1.1",
                            "GET /v1/x?a=1&b=2 HTTP/1.1",
                            "GET /v1/x?a=1 HTTP/1.1");
        }
    }

    @Test
    void an_upstream_that_compresses_although_asked_not_to_is_recorded_plain() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(ANSWER.getBytes(UTF_8));
        }
        RawUpstream.Script script = (request, out) ->
                RawUpstream.whole(out, 200, "application/json", zipped.toByteArray(), "content-encoding: gzip");
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig().openAiAt(upstream.url())) {
            RawHttp.Response response = RawHttp.post(chat(rig.lane(Mode.RECORD)), "{}");
            assertThat(response.body()).hasToString(ANSWER);
            assertThat(response.headers()).doesNotContainKey("content-encoding");
            assertThat(upstream.requests().get(0).head()).containsIgnoringCase("accept-encoding: identity");
            assertThat(rig.reload().exchanges().get(0).response().body()).hasToString(ANSWER);
        }
    }

    @Test
    void live_mode_stores_nothing() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> json(out, 200, ANSWER));
                Rig rig = rig().openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.LIVE);
            RawHttp.post(chat(lane), "{}");
            RawHttp.post(chat(lane), "{}");
            assertThat(upstream.requests()).hasSize(2);
            assertThat(lane.calls()).extracting(LaneCall::evidence).containsExactly(Evidence.LIVE, Evidence.LIVE);
            try (var files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void a_real_upstream_is_live_in_the_run_that_records_and_replayed_afterwards() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> json(out, 200, ANSWER));
                Rig rig = rig().openAiAt(upstream.url())) {
            assertThat(evidence(rig, Mode.RECORD)).isEqualTo(Evidence.LIVE);
            assertThat(evidence(rig, Mode.RECORD)).isEqualTo(Evidence.REPLAYED);
            assertThat(evidence(rig, Mode.REPLAY)).isEqualTo(Evidence.REPLAYED);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void a_scripted_upstream_is_simulated_at_any_time() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> json(out, 200, ANSWER));
                Rig rig = rig().simulatedAt(upstream.url())) {
            assertThat(evidence(rig, Mode.RECORD)).isEqualTo(Evidence.SIMULATED);
            assertThat(evidence(rig, Mode.REPLAY)).isEqualTo(Evidence.SIMULATED);
        }
    }

    @Test
    void sixteen_threads_record_into_one_cassette_that_loads_back_whole() throws Exception {
        RawUpstream.Script script = (request, out) -> {
            if (request.body().contains("\"stream\":true")) {
                startStream(out);
                chunk(out, "data: " + request.body() + "\n\n");
                chunk(out, "data: [DONE]\n\n");
                endStream(out);
            } else {
                json(out, 200, request.body());
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig().openAiAt(upstream.url())) {
            List<Future<RawHttp.Response>> answers = new ArrayList<>();
            for (int i = 0; i < 160; i++) {
                Lane lane = rig.lane(Mode.RECORD, 1 + i % 8);
                String body = "{\"i\":%d,\"stream\":%b}".formatted(i / 8, i % 2 == 0);
                answers.add(threads.submit(() -> RawHttp.post(chat(lane), body)));
            }
            for (Future<RawHttp.Response> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
            assertThat(rig.reload().exchanges()).hasSize(160).allSatisfy(take -> assertThat(
                            take.response().body().text())
                    .contains(take.request().body().text()));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_client_that_goes_away_leaves_no_hole_in_the_numbering() throws Exception {
        CountDownLatch clientIsGone = new CountDownLatch(1);
        RawUpstream.Script script = (request, out) -> {
            startStream(out);
            chunk(out, "data: 1\n\n");
            if (request.number() == 1) {
                await(clientIsGone);
                for (int i = 0; i < 500; i++) {
                    chunk(out, "data: more\n\n");
                }
            }
            endStream(out);
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig().openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.RECORD);
            assertThatThrownBy(() -> RawHttp.post(chat(lane), "{}", part -> {
                        throw new IllegalStateException("the client stops reading");
                    }))
                    .hasMessage("the client stops reading");
            clientIsGone.countDown();
            while (lane.requests() < 1) {
                Thread.onSpinWait();
            }
            TimeUnit.MILLISECONDS.sleep(300);
            RawHttp.post(chat(lane), "{}");
            assertThat(rig.reload().exchanges())
                    .extracting(Exchange::occurrence)
                    .contains(1);
        }
    }

    @Test
    void a_whole_answer_that_breaks_off_is_no_take() throws Exception {
        RawUpstream.Script script = (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"
                    .getBytes(ISO_8859_1));
            out.flush();
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig().openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.RECORD);
            assertThatThrownBy(() -> RawHttp.post(chat(lane), "{}")).isInstanceOf(EOFException.class);
            assertThat(lane.troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.TRANSPORT);
            assertThat(stored()).isEmpty();
        }
    }

    private static Evidence evidence(Rig rig, Mode mode) throws IOException {
        Lane lane = rig.lane(mode);
        RawHttp.post(chat(lane), "{}");
        return lane.calls().get(0).evidence();
    }

    private static void acquire(Semaphore semaphore) {
        try {
            if (!semaphore.tryAcquire(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the client has not seen the chunk before");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
