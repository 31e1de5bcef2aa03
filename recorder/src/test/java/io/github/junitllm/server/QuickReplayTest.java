package io.github.junitllm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.match.MatchRules;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.redact.RedactionRules;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.Rig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A request that came before is answered on a short way; it must lead to the same place as the long one. */
@Timeout(60)
class QuickReplayTest {

    @TempDir
    Path folder;

    private Path record(int samples, String... bodies) {
        Path file = folder.resolve("c.jsonl");
        try (Cassette cassette = Cassette.open(file, "t", "c")) {
            for (int sample = 1; sample <= samples; sample++) {
                for (String body : bodies) {
                    RecordedRequest request = new RecordedRequest(
                            "POST", "openai", "/v1/chat/completions", "application/json", Body.of(body));
                    cassette.add(new Exchange(
                            RequestKey.of(request).exact(),
                            sample,
                            1,
                            request,
                            RecordedResponse.whole(
                                    200, "application/json", Body.of("{\"s\":%d,\"q\":%s}".formatted(sample, body))),
                            Provenance.recorded(Instant.parse("2026-01-01T12:00:00Z"))));
                }
            }
        }
        return file;
    }

    private static RawHttp.Response chat(Lane lane, String body, String... headers) throws Exception {
        return RawHttp.post(lane.baseUrl("openai") + "/chat/completions", body, headers);
    }

    @Test
    void each_lane_gets_its_own_takes_and_every_call_is_noted() throws Exception {
        try (Rig rig = new Rig(record(3, "[1]", "[2]"))) {
            for (int sample : List.of(1, 2, 3, 3, 2, 1)) {
                Lane lane = rig.lane(Mode.REPLAY, sample);
                assertThat(chat(lane, "[2]").body()).hasToString("{\"s\":%d,\"q\":[2]}".formatted(sample));
                assertThat(chat(lane, "[1]").body()).hasToString("{\"s\":%d,\"q\":[1]}".formatted(sample));
                assertThat(lane.calls()).hasSize(2);
                assertThat(lane.requests()).isEqualTo(2);
            }
        }
    }

    @Test
    void a_take_is_used_once_on_the_short_way_too_and_the_miss_counts_on() throws Exception {
        try (Rig rig = new Rig(record(1, "[1]"))) {
            chat(rig.lane(Mode.REPLAY), "[1]");
            Lane lane = rig.lane(Mode.REPLAY);
            assertThat(chat(lane, "[1]").status()).isEqualTo(200);
            assertThat(chat(lane, "[1]").message()).contains("(sample 1, call 2 of it)");
            assertThat(chat(lane, "[1]").message()).contains("(sample 1, call 3 of it)");
            assertThat(lane.requests()).isEqualTo(3);
        }
    }

    /** One more sentence than the normaliser has seen is the sign of the long way. */
    @Test
    void only_the_first_of_equal_requests_goes_the_long_way() throws Exception {
        AtomicInteger normalised = new AtomicInteger();
        Path file = record(3, "[1]");
        try (Rig rig = new Rig(file)) {
            rig.rules(MatchRules.NONE.normalisedBy(request -> {
                normalised.incrementAndGet();
                return request;
            }));
            chat(rig.lane(Mode.REPLAY, 1), "[1]");
            int before = normalised.get();
            chat(rig.lane(Mode.REPLAY, 2), "[1]");
            chat(rig.lane(Mode.REPLAY, 3), "[1]");
            assertThat(normalised).hasValue(before);
            chat(rig.lane(Mode.REPLAY, 3), " [1]");
            assertThat(normalised).hasValue(before + 1);
        }
    }

    @Test
    void a_header_that_counts_counts_on_the_short_way_too() throws Exception {
        try (Rig rig = new Rig(record(1, "[1]"))) {
            rig.rules(MatchRules.NONE.comparingHeaders(List.of("x-beta")));
            assertThat(chat(rig.lane(Mode.REPLAY), "[1]").status()).isEqualTo(200);
            assertThat(chat(rig.lane(Mode.REPLAY), "[1]").status()).isEqualTo(200);
            assertThat(chat(rig.lane(Mode.REPLAY), "[1]", "x-beta: on").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void lanes_with_other_rules_of_redaction_do_not_share_what_they_know() throws Exception {
        try (Rig rig = new Rig(record(1, "{\"q\":\"code-[REDACTED]\"}"))) {
            String sent = "{\"q\":\"code-4711\"}";
            RedactionRules hiding = new RedactionRules(List.of("4711"), Set.of(), List.of(), Set.of());
            for (int i = 0; i < 2; i++) {
                assertThat(chat(rig.lane(hiding), sent).status()).isEqualTo(200);
                assertThat(chat(rig.lane(Mode.REPLAY), sent).status()).isEqualTo(404);
            }
        }
    }

    @Test
    void a_take_that_is_too_old_is_so_on_the_short_way_too() throws Exception {
        try (Rig rig = new Rig(record(1, "[1]"))) {
            rig.rules(MatchRules.NONE.noOlderThan(Duration.ofDays(1)));
            for (int i = 0; i < 2; i++) {
                assertThat(chat(rig.lane(Mode.REPLAY), "[1]").message()).contains("is too old");
            }
        }
    }

    @Test
    void another_method_path_or_type_is_another_request() throws Exception {
        try (Rig rig = new Rig(record(1, "[1]"))) {
            chat(rig.lane(Mode.REPLAY), "[1]");
            String lane = "/lane/" + rig.lane(Mode.REPLAY).id() + "/openai";
            assertThat(RawHttp.send(rig.port(), "PUT", lane + "/v1/chat/completions", "application/json", bytes("[1]"))
                            .status())
                    .isEqualTo(404);
            assertThat(RawHttp.send(rig.port(), "POST", lane + "/v1/chat", "application/json", bytes("[1]"))
                            .status())
                    .isEqualTo(404);
            assertThat(RawHttp.send(rig.port(), "POST", lane + "/v1/../chat", "application/json", bytes("[1]"))
                            .status())
                    .isEqualTo(400);
        }
    }

    private static byte[] bytes(String text) {
        return Body.of(text).bytes();
    }
}
