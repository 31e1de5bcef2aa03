package io.github.junitllm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.Rig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in these cassettes are either nothing or an hour: what a test sees is what waits and what does not. */
@Timeout(60)
class PlaybackTest {

    private static final double HOUR = 3_600_000;

    @TempDir
    Path folder;

    private Rig rig(RecordedResponse response) {
        Path file = folder.resolve("c.jsonl");
        RecordedRequest request =
                new RecordedRequest("POST", "openai", "/v1/chat/completions", "application/json", Body.of("{}"));
        Provenance provenance = Provenance.recorded(Instant.parse("2026-01-31T12:00:00Z"));
        try (Cassette cassette = Cassette.open(file, "t", "c")) {
            cassette.add(new Exchange(RequestKey.of(request).exact(), 1, 1, request, response, provenance));
        }
        return new Rig(file);
    }

    private static RecordedResponse stream(double second, double total) {
        return RecordedResponse.streamed(
                200,
                "text/event-stream",
                new TreeMap<>(),
                List.of(new StreamEvent(1, Body.of("data: 1\n\n")), new StreamEvent(second, Body.of("data: 2\n\n"))),
                total);
    }

    private static RecordedResponse whole(double total) {
        return new RecordedResponse(200, "application/json", new TreeMap<>(), Body.of("{}"), List.of(), total);
    }

    private static String chat(Lane lane) {
        return lane.baseUrl("openai") + "/chat/completions";
    }

    @Test
    void at_once_is_the_default_and_keeps_the_recorded_times_in_the_view() throws Exception {
        try (Rig rig = rig(stream(HOUR, HOUR))) {
            Lane lane = rig.lane(Mode.REPLAY);
            assertThat(RawHttp.post(chat(lane), "{}").body()).hasToString("data: 1\n\ndata: 2\n\n");
            assertThat(lane.llmCalls().get(0).timing().total()).hasValue(HOUR);
        }
    }

    @Test
    void a_factor_makes_an_hour_short() throws Exception {
        try (Rig rig = rig(stream(HOUR, HOUR))) {
            List<String> parts = new ArrayList<>();
            RawHttp.post(chat(rig.lane(new ReplaySpeed(0.000_01))), "{}", parts::add);
            assertThat(parts).containsExactly("data: 1\n\n", "data: 2\n\n");
        }
    }

    @Test
    void an_event_waits_for_its_time_and_the_end_of_the_lane_ends_it() throws Exception {
        try (Rig rig = rig(stream(HOUR, HOUR))) {
            Lane lane = rig.lane(ReplaySpeed.RECORDED);
            try (RawHttp.Open open = RawHttp.open(chat(lane), "{}")) {
                assertThat(open.chunk()).isEqualTo("data: 1\n\n");
                assertThat(lane.isPlaying()).isTrue();
                lane.close();
                assertThatThrownBy(open::chunk).isInstanceOf(IOException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_stream_waits_for_its_end_and_a_whole_answer_for_its_own(boolean streamed) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Rig rig = rig(streamed ? stream(1, HOUR) : whole(HOUR))) {
            Lane lane = rig.lane(ReplaySpeed.RECORDED);
            Future<RawHttp.Response> answer = thread.submit(() -> RawHttp.post(chat(lane), "{}"));
            while (!lane.isPlaying()) {
                Thread.onSpinWait();
            }
            assertThat(answer.isDone()).isFalse();
            lane.close();
            assertThatThrownBy(answer::get).hasCauseInstanceOf(IOException.class);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void nothing_waits_for_a_client_that_is_gone() throws Exception {
        try (Rig rig = rig(stream(HOUR, HOUR))) {
            Lane lane = rig.lane(ReplaySpeed.RECORDED);
            try (RawHttp.Open open = RawHttp.open(chat(lane), "{}")) {
                assertThat(open.chunk()).isEqualTo("data: 1\n\n");
            }
            while (lane.isPlaying()) {
                Thread.onSpinWait();
            }
            assertThat(lane.calls()).hasSize(1);
            assertThat(lane.lastCallFailed()).isFalse();
        }
    }

    @Test
    void an_unknown_time_is_no_wait() throws Exception {
        try (Rig rig = rig(whole(0))) {
            assertThat(RawHttp.post(chat(rig.lane(ReplaySpeed.RECORDED)), "{}").status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"instant, 0", "Recorded, 1", "0, 0", "0.1, 0.1", "2, 2"})
    void speeds_are_words_or_factors(String text, double factor) {
        assertThat(ReplaySpeed.parse(text).factor()).isEqualTo(factor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "-1", "1e9", "NaN", "", "0,1", "99999999"})
    void another_speed_is_refused(String text) {
        assertThatThrownBy(() -> ReplaySpeed.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "junit.llm.replay = \"" + text
                                + "\": expected instant, recorded, or a number from 0 that recorded times are multiplied with, for example 0.1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_factor_is_a_number_from_0(double factor) {
        assertThatThrownBy(() -> new ReplaySpeed(factor))
                .hasMessage("replay speed " + factor + ": expected a factor from 0");
    }
}
