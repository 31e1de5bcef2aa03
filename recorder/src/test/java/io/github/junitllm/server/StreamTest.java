package io.github.junitllm.server;

import static io.github.junitllm.testing.RawUpstream.chunk;
import static io.github.junitllm.testing.RawUpstream.endStream;
import static io.github.junitllm.testing.RawUpstream.json;
import static io.github.junitllm.testing.RawUpstream.startStream;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that compress, that nobody reads to their end, and that are larger than a memory. */
@Timeout(60)
class StreamTest {

    private static final String FIRST = "data: {\"choices\":[{\"delta\":{\"content\":\"First.\"}}]}\n\n";

    @TempDir
    Path folder;

    private Rig rig(RawUpstream upstream) {
        return new Rig(folder.resolve("c.jsonl")).openAiAt(upstream.url());
    }

    private static String chat(Lane lane) {
        return lane.baseUrl("openai") + "/chat/completions";
    }

    @Test
    void the_head_of_an_answer_reaches_the_client_before_its_first_chunk() throws Exception {
        CountDownLatch headSeen = new CountDownLatch(1);
        RawUpstream.Script script = (request, out) -> {
            startStream(out);
            await(headSeen);
            chunk(out, FIRST);
            endStream(out);
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream);
                RawHttp.Open open = RawHttp.open(chat(rig.lane(Mode.LIVE)), "{}")) {
            assertThat(open.head()).startsWith("HTTP/1.1 200 ");
            headSeen.countDown();
            assertThat(open.chunk()).isEqualTo(FIRST);
        }
    }

    @Test
    void a_compressed_stream_is_passed_on_chunk_by_chunk_too() throws Exception {
        Semaphore seen = new Semaphore(0);
        RawUpstream.Script script = (request, out) -> {
            RawUpstream.startStream(out, "content-encoding: gzip");
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(zipped, true)) {
                for (int i = 0; i < 10; i++) {
                    gzip.write(("data: " + i + "\n\n").getBytes(UTF_8));
                    gzip.flush();
                    RawUpstream.chunk(out, zipped.toByteArray());
                    zipped.reset();
                    acquire(seen);
                }
            }
            RawUpstream.chunk(out, zipped.toByteArray());
            endStream(out);
        };
        List<String> parts = new ArrayList<>();
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream)) {
            RawHttp.post(chat(rig.lane(Mode.RECORD)), "{}", part -> {
                parts.add(part);
                seen.release(part.endsWith("\n\n") ? 1 : 0);
            });
            assertThat(String.join("", parts))
                    .isEqualTo(IntStream.range(0, 10)
                            .mapToObj(i -> "data: " + i + "\n\n")
                            .collect(Collectors.joining()));
            assertThat(rig.reload().exchanges().get(0).response().events()).hasSize(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip"})
    void a_compression_that_we_do_not_read_is_refused_by_name(String encoding) throws Exception {
        RawUpstream.Script script =
                (request, out) -> json(out, 200, "{}", "content-encoding: " + encoding.toUpperCase(Locale.ROOT));
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.RECORD);
            RawHttp.Response response = RawHttp.post(chat(lane), "{}");
            assertThat(response.status()).isEqualTo(502);
            String message = "openai at " + upstream.url() + " answered with the content encoding " + encoding
                    + " although asked for none; the recorder reads gzip only: switch compression off at the upstream or its gateway";
            assertThat(response.message()).isEqualTo("junit-llm: " + message);
            assertThat(lane.troubles()).containsExactly(new Trouble(Trouble.Kind.TRANSPORT, message));
            assertThat(rig.reload().exchanges()).isEmpty();
        }
    }

    @Test
    void an_empty_answer_may_call_itself_compressed() throws Exception {
        RawUpstream.Script script = (request, out) ->
                RawUpstream.whole(out, 200, "application/json", new byte[0], "content-encoding: gzip");
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream)) {
            RawHttp.Response response = RawHttp.post(chat(rig.lane(Mode.RECORD)), "{}");
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body().isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"LIVE", "RECORD"})
    void a_client_that_goes_in_mid_stream_ends_the_call_of_the_upstream_at_once(Mode mode) throws Exception {
        CountDownLatch upstreamIsClosed = new CountDownLatch(1);
        RawUpstream.Script script = (request, out) -> {
            startStream(out);
            chunk(out, FIRST);
            if (request.number() == 1) {
                // Not one byte more: nobody could notice by writing.
                request.awaitClosed();
                upstreamIsClosed.countDown();
            } else {
                endStream(out);
            }
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(mode);
            try (RawHttp.Open open = RawHttp.open(chat(lane), "{}")) {
                assertThat(open.chunk()).isEqualTo(FIRST);
            }
            await(upstreamIsClosed);
            while (lane.calls().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(lane.calls()).singleElement().satisfies(call -> {
                assertThat(call.brokenOff()).isTrue();
                assertThat(call.evidence()).isEqualTo(Evidence.LIVE);
                assertThat(call.llmCall().orElseThrow().text()).isEqualTo("First.");
            });
            assertThat(lane.troubles()).isEmpty();
            assertThat(lane.lastCallFailed()).isFalse();

            RawHttp.post(chat(lane), "{}");
            assertThat(lane.calls()).extracting(LaneCall::brokenOff).containsExactly(true, false);
            assertThat(rig.reload().exchanges())
                    .hasSize(mode == Mode.RECORD ? 1 : 0)
                    .allSatisfy(take -> assertThat(take.occurrence()).isEqualTo(1));
        }
    }

    /** As OkHttp does, which gives a response 100 ms to end after its last event. */
    @Test
    void a_client_that_goes_after_the_last_event_leaves_a_whole_take() throws Exception {
        CountDownLatch upstreamIsClosed = new CountDownLatch(1);
        RawUpstream.Script script = (request, out) -> {
            startStream(out);
            chunk(out, "data: {\"a\":1}\n\n");
            chunk(out, "data: [DONE]\n\n");
            request.awaitClosed();
            upstreamIsClosed.countDown();
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.RECORD);
            RawHttp.Open open = RawHttp.open(chat(lane), "{}");
            StringBuilder heard = new StringBuilder();
            while (heard.indexOf("[DONE]\n\n") < 0) {
                heard.append(open.chunk());
            }
            open.close();
            await(upstreamIsClosed);
            assertThat(lane.awaitCalls(Duration.ofSeconds(30))).isTrue();
            assertThat(lane.calls()).extracting(LaneCall::brokenOff).containsExactly(false);
            assertThat(rig.reload().exchanges()).singleElement().satisfies(take -> assertThat(
                            take.response().body())
                    .hasToString("data: {\"a\":1}\n\ndata: [DONE]\n\n"));
        }
    }

    @Test
    void a_client_that_goes_before_the_answer_ends_the_call_of_the_upstream_too() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch upstreamIsClosed = new CountDownLatch(1);
        RawUpstream.Script script = (request, out) -> {
            asked.countDown();
            request.awaitClosed();
            upstreamIsClosed.countDown();
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.LIVE);
            RawHttp.Open open = RawHttp.open(chat(lane), "{}");
            await(asked);
            open.close();
            await(upstreamIsClosed);
            assertThat(lane.calls()).isEmpty();
            assertThat(lane.troubles()).isEmpty();
        }
    }

    @Test
    void a_client_that_sends_its_next_request_early_gets_both_answers() throws Exception {
        CountDownLatch bothAreSent = new CountDownLatch(1);
        RawUpstream.Script script = (request, out) -> {
            startStream(out);
            chunk(out, "data: " + request.body() + "\n\n");
            await(bothAreSent);
            endStream(out);
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream);
                RawHttp.Open open = RawHttp.open(chat(rig.lane(Mode.LIVE)), "[1]")) {
            assertThat(open.chunk()).isEqualTo("data: [1]\n\n");
            open.send("[2]");
            bothAreSent.countDown();
            assertThat(open.chunk()).isEmpty();
            assertThat(open.chunk()).isEqualTo("data: [2]\n\n");
            assertThat(open.chunk()).isEmpty();
        }
    }

    @Test
    void a_connection_is_used_for_many_calls_streams_between_them() throws Exception {
        RawUpstream.Script script = (request, out) -> {
            startStream(out);
            chunk(out, "data: " + request.body() + "\n\n");
            endStream(out);
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream);
                RawHttp.Open open = RawHttp.open(chat(rig.lane(Mode.LIVE)), "[0]")) {
            for (int i = 0; i < 50; i++) {
                assertThat(open.chunk()).isEqualTo("data: [" + i + "]\n\n");
                assertThat(open.chunk()).isEmpty();
                open.send("[" + (i + 1) + "]");
            }
        }
    }

    @Test
    void an_answer_over_the_limit_is_passed_on_whole_and_is_no_take() throws Exception {
        RawUpstream.Script script = (request, out) -> RawUpstream.whole(
                out, 200, "application/json", "x".repeat(17_000_000).getBytes(ISO_8859_1));
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.RECORD);
            assertThat(RawHttp.post(chat(lane), "{}").body().size()).isEqualTo(17_000_000);
            assertNothingKept(lane, rig, "17,000,000");
        }
    }

    @Test
    void a_stream_with_an_event_over_the_limit_is_no_take_either_and_leaves_no_line() throws Exception {
        RawUpstream.Script script = (request, out) -> {
            startStream(out);
            chunk(out, FIRST);
            for (int i = 0; i < 5; i++) {
                chunk(out, "x".repeat(1_000_000));
            }
            chunk(out, "\n\n" + FIRST);
            endStream(out);
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.RECORD);
            int size = 5_000_002 + 2 * FIRST.length();
            assertThat(RawHttp.post(chat(lane), "{}").body().size()).isEqualTo(size);
            assertNothingKept(lane, rig, String.format(Locale.ROOT, "%,d", size));
            assertThat(Files.readAllLines(folder.resolve("c.jsonl"))).hasSize(1);
        }
    }

    private static void assertNothingKept(Lane lane, Rig rig, String size) {
        assertThat(lane.calls()).isEmpty();
        assertThat(lane.troubles())
                .containsExactly(
                        new Trouble(
                                Trouble.Kind.RECORDER,
                                "openai answered POST /v1/chat/completions with " + size
                                        + " bytes; of an answer over 16 MB, or an event over 4 MB, nothing is recorded and nothing is read (the application received it whole): ask for a shorter answer"));
        assertThat(lane.lastCallFailed()).isTrue();
        assertThat(rig.reload().exchanges()).isEmpty();
    }

    @Test
    void an_error_over_the_limit_is_passed_on_too() throws Exception {
        RawUpstream.Script script =
                (request, out) -> RawUpstream.whole(out, 500, "text/html", new byte[AnswerLimit.LARGEST + 1]);
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.LIVE);
            RawHttp.Response response = RawHttp.post(chat(lane), "{}");
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.body().size()).isEqualTo(AnswerLimit.LARGEST + 1);
            assertThat(lane.lastCallFailed()).isTrue();
        }
    }

    @Test
    void chunks_with_trailers_and_interim_answers_are_understood() throws Exception {
        RawUpstream.Script script = (request, out) -> {
            out.write("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".getBytes(ISO_8859_1));
            startStream(out);
            chunk(out, FIRST);
            out.write("0\r\nx-checksum: 1\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream)) {
            RawHttp.Response response = RawHttp.post(chat(rig.lane(Mode.RECORD)), "{}");
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).hasToString(FIRST);
            assertThat(rig.reload().exchanges()).hasSize(1);
        }
    }

    @Test
    void an_upstream_may_end_its_answer_with_its_connection() throws Exception {
        RawUpstream.Script script = (request, out) -> {
            out.write(("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + FIRST).getBytes(ISO_8859_1));
            out.flush();
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream)) {
            assertThat(RawHttp.post(chat(rig.lane(Mode.RECORD)), "{}").body()).hasToString(FIRST);
            assertThat(rig.reload().exchanges()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE"})
    void requests_without_a_body_and_answers_without_content_are_recorded(String method) throws Exception {
        RawUpstream.Script script = (request, out) -> {
            out.write("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig(upstream)) {
            for (Mode mode : List.of(Mode.RECORD, Mode.REPLAY, Mode.REPLAY)) {
                RawHttp.Response response = RawHttp.send(
                        rig.port(), method, "/lane/" + rig.lane(mode).id() + "/openai/models", "", new byte[0]);
                assertThat(response.status()).isEqualTo(204);
                assertThat(response.headers()).doesNotContainKeys("transfer-encoding", "content-type");
                assertThat(response.body().isEmpty()).isTrue();
            }
            assertThat(upstream.requests()).hasSize(1);
            assertThat(upstream.requests().get(0).head()).startsWith(method + " /v1/models HTTP/1.1\r\n");
        }
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
