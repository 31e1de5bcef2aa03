package io.github.junitllm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.budget.Budget;
import io.github.junitllm.budget.Limits;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.cassette.Discarded;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.match.MatchRules;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rerecording, drafts, renewed requests, the user's rules, ages and budgets, over real HTTP. */
@Timeout(60)
class ModesTest {

    private static final String HELLO = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    private static final String AGENT =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"How is it?\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"sunny\"}]}";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("c.jsonl");
    }

    private Rig rig() {
        return new Rig(file());
    }

    private void recorded(String body, String answer, Instant at) {
        recorded(file(), body, answer, at);
    }

    private static void recorded(Path file, String body, String answer, Instant at) {
        RecordedRequest request =
                new RecordedRequest("POST", "openai", "/v1/chat/completions", "application/json", Body.of(body));
        try (Cassette cassette = Cassette.open(file, "t", "c")) {
            cassette.add(new Exchange(
                    RequestKey.of(request).exact(),
                    1,
                    1,
                    request,
                    RecordedResponse.whole(200, "application/json", Body.of(answer)),
                    Provenance.recorded(at)));
        }
    }

    private static RawHttp.Response chat(Lane lane, String body, String... headers) throws IOException {
        return RawHttp.post(lane.baseUrl("openai") + "/chat/completions", body, headers);
    }

    private static RawUpstream answering(String answer) throws IOException {
        return new RawUpstream((request, out) -> RawUpstream.json(out, 200, answer));
    }

    @Test
    void rerecording_asks_again_and_keeps_count_of_what_gave_way() throws Exception {
        try (RawUpstream upstream = answering("\"new\"");
                Rig rig = rig().openAiAt(upstream.url())) {
            Lane first = rig.lane(Mode.RECORD);
            chat(first, HELLO);
            rig.cassette().sampleEnded(1, "FAILED");
            rig.reload();
            for (String outcome : List.of("PASSED", "FAILED")) {
                Lane lane = rig.lane(Mode.RERECORD);
                assertThat(chat(lane, HELLO).body()).hasToString("\"new\"");
                assertThat(lane.calls()).extracting(LaneCall::evidence).containsExactly(Evidence.LIVE);
                rig.cassette().sampleEnded(1, outcome);
                rig.reload();
            }
            assertThat(upstream.requests()).hasSize(3);
            Cassette cassette = rig.cassette();
            assertThat(cassette.exchanges()).hasSize(1);
            assertThat(cassette.discarded(cassette.exchanges())).isEqualTo(new Discarded(2, 1, 0));
        }
        assertThat(Files.readString(file()))
                .contains("\"takes\":2,\"passed\":1,\"unknown\":0}", "{\"outcome\":\"FAILED\",\"sample\":1}");
    }

    @Test
    void a_take_whose_sample_has_no_known_outcome_gives_way_as_unknown() throws Exception {
        recorded(HELLO, "\"old\"", Instant.EPOCH);
        try (RawUpstream upstream = answering("\"new\"");
                Rig rig = rig().openAiAt(upstream.url())) {
            chat(rig.lane(Mode.RERECORD), HELLO);
            Cassette cassette = rig.reload();
            assertThat(cassette.discarded(cassette.exchanges())).isEqualTo(new Discarded(1, 0, 1));
        }
    }

    @Test
    void a_take_stays_when_the_provider_fails_on_rerecording() throws Exception {
        recorded(HELLO, "\"old\"", Instant.EPOCH);
        try (RawUpstream upstream = new RawUpstream((request, out) -> RawUpstream.json(out, 500, "{}"));
                Rig rig = rig().openAiAt(upstream.url())) {
            assertThat(chat(rig.lane(Mode.RERECORD), HELLO).status()).isEqualTo(500);
            Cassette cassette = rig.reload();
            assertThat(cassette.exchanges().get(0).response().body()).hasToString("\"old\"");
            assertThat(cassette.discarded(cassette.exchanges())).isEqualTo(Discarded.NONE);
        }
    }

    /** What a run leaves that was killed while it rerecorded: the log, unsorted. */
    @Test
    void a_killed_rerecording_is_read_with_the_newer_take() throws Exception {
        recorded(HELLO, "\"old\"", Instant.EPOCH);
        Path copy = folder.resolve("copy.jsonl");
        try (RawUpstream upstream = answering("\"new\"");
                Rig rig = rig().openAiAt(upstream.url())) {
            chat(rig.lane(Mode.RERECORD), HELLO);
            Files.copy(file(), copy);
        }
        assertThat(Files.readString(copy)).contains("old", "new", "{\"discard\":");
        Cassette cassette = Cassette.open(copy, "t", "c");
        assertThat(cassette.exchanges()).singleElement().satisfies(take -> {
            assertThat(take.response().body()).hasToString("\"new\"");
            assertThat(cassette.discarded(List.of(take))).isEqualTo(new Discarded(1, 0, 1));
        });
    }

    @Test
    void drafts_serve_beside_the_cassette_and_undoing_an_edit_makes_no_call() throws Exception {
        recorded(HELLO, "\"recorded\"", Instant.EPOCH);
        byte[] before = Files.readAllBytes(file());
        Path draftFile = folder.resolve("draft/c.jsonl");
        try (RawUpstream upstream = answering("\"drafted\"");
                Rig rig = rig().openAiAt(upstream.url())) {
            for (int round = 0; round < 2; round++) {
                try (Cassette drafts = Cassette.open(draftFile, "t", "c")) {
                    Lane lane = rig.draftLane(drafts);
                    assertThat(chat(lane, HELLO.replace("hello", "hullo")).body())
                            .hasToString("\"drafted\"");
                    assertThat(chat(lane, HELLO).body()).hasToString("\"recorded\"");
                    assertThat(lane.calls())
                            .extracting(LaneCall::evidence)
                            .containsExactly(round == 0 ? Evidence.LIVE : Evidence.REPLAYED, Evidence.REPLAYED);
                }
            }
            assertThat(upstream.requests()).hasSize(1);
        }
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        assertThat(Cassette.open(draftFile, "t", "c").exchanges()).hasSize(1);
    }

    @Test
    void draft_mode_needs_a_place_for_drafts() {
        try (Rig rig = rig()) {
            assertThatThrownBy(() -> rig.lane(Mode.DRAFT)).hasMessage("mode DRAFT needs a cassette for drafts");
        }
    }

    @Test
    void rekey_renews_the_request_and_never_calls() throws Exception {
        recorded(HELLO.replace("{\"model\"", "{\"user\":\"me\",\"model\""), "\"recorded\"", Instant.EPOCH);
        try (RawUpstream upstream = answering("{}");
                Rig rig = rig().openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.REKEY);
            assertThat(chat(lane, HELLO).body()).hasToString("\"recorded\"");
            assertThat(chat(lane, HELLO.replace("hello", "hullo")).status()).isEqualTo(404);
            Cassette cassette = rig.reload();
            assertThat(cassette.exchanges())
                    .singleElement()
                    .satisfies(take -> assertThat(take.request().body()).hasToString(HELLO));
            Lane after = rig.lane(Mode.REPLAY);
            chat(after, HELLO);
            assertThat(after.calls()).singleElement().satisfies(call -> assertThat(call.wireDiffers())
                    .isFalse());
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void a_recording_above_the_allowed_age_is_missing_in_replay_and_recorded_anew() throws Exception {
        recorded(HELLO, "\"old\"", Instant.parse("2026-01-01T00:00:00Z"));
        try (RawUpstream upstream = answering("\"new\"");
                Rig rig = rig().openAiAt(upstream.url()).rules(MatchRules.NONE.noOlderThan(Duration.ofDays(20)))) {
            Lane replay = rig.lane(Mode.REPLAY);
            assertThat(chat(replay, HELLO).message())
                    .isEqualTo(
                            "junit-llm: the recording for POST openai /v1/chat/completions (sample 1, call 1 of it) is too old: recorded 2026-01-01T00:00:00Z, 30 days ago, and the oldest allowed is 20 days; record it again");
            assertThat(replay.troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.RECORDING_MISSING);
            assertThat(chat(rig.lane(Mode.RECORD), HELLO).body()).hasToString("\"new\"");
            Cassette cassette = rig.reload();
            assertThat(cassette.exchanges()).hasSize(1);
            assertThat(chat(rig.lane(Mode.REPLAY), HELLO).body()).hasToString("\"new\"");
        }
    }

    private static Spending calls(long most) {
        return Spending.within(Budget.start(
                Budget.Scope.ofSettings("the run", "junit.llm.budget.", ""), Limits.ofCalls(most), System::nanoTime));
    }

    @Test
    void a_spent_budget_stops_calls_but_not_replays() throws Exception {
        try (RawUpstream upstream = answering("{}");
                Rig rig = rig().openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.RECORD, calls(1));
            assertThat(chat(lane, HELLO).status()).isEqualTo(200);
            RawHttp.Response second = chat(lane, HELLO);
            assertThat(second.status()).isEqualTo(404);
            assertThat(second.message())
                    .isEqualTo(
                            "junit-llm: the budget of the run, 1 call, is spent; raise junit.llm.budget.calls to go on");
            assertThat(lane.troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.BUDGET_SPENT);
            assertThat(upstream.requests()).hasSize(1);
            assertThat(chat(rig.lane(Mode.RECORD, calls(0)), HELLO).status()).isEqualTo(200);
        }
    }

    @Test
    void an_ignored_part_may_differ_and_is_not_shown_as_a_difference() throws Exception {
        recorded(AGENT, "\"recorded\"", Instant.EPOCH);
        try (Rig rig = rig().rules(MatchRules.NONE.ignoring(List.of("/messages/2/content")))) {
            assertThat(chat(rig.lane(Mode.REPLAY), AGENT.replace("sunny", "rainy"))
                            .body())
                    .hasToString("\"recorded\"");
            assertThat(chat(
                                    rig.lane(Mode.REPLAY),
                                    AGENT.replace("sunny", "rainy").replace("How is it", "What is it"))
                            .message())
                    .doesNotContain("rainy")
                    .endsWith(
                            "the closest recording differs in\n    /messages/0/content, user message: recorded \"How is it?\", now \"What is it?\"");
        }
    }

    @Test
    void a_tool_result_that_changed_is_explained_by_turn_and_pointer_with_the_rule_that_would_help() throws Exception {
        recorded(AGENT, "\"recorded\"", Instant.EPOCH);
        try (Rig rig = rig()) {
            assertThat(chat(
                                    rig.lane(Mode.REPLAY),
                                    AGENT.replace("sunny", "rainy").replace("call_1", "call_7"))
                            .message())
                    .isEqualTo("""
                            junit-llm: no recording for POST openai /v1/chat/completions (sample 1, call 1 of it, turn 2 of the conversation); the closest recording differs in
                                /messages/2/content, tool result: recorded "sunny", now "rainy"
                                if that may differ without changing what is tested: @Recorder(ignore = "/messages/2/content")""");
        }
    }

    @Test
    void a_header_counts_when_a_rule_says_so_and_is_stored_without_keys() throws Exception {
        MatchRules rules = MatchRules.NONE.comparingHeaders(List.of("OpenAI-Beta"));
        String key = "sk-" + "a1".repeat(20);
        try (RawUpstream upstream = answering("\"new\"");
                Rig rig = rig().openAiAt(upstream.url()).rules(rules)) {
            chat(rig.lane(Mode.RECORD), HELLO, "openai-beta: assistants=v2 " + key);
            assertThat(Files.readString(file()))
                    .contains("\"headers\":{\"openai-beta\":\"assistants=v2 [REDACTED]\"}")
                    .doesNotContain(key);
            rig.reload();
            assertThat(chat(rig.lane(Mode.REPLAY), HELLO, "OpenAI-Beta: assistants=v2 " + key)
                            .body())
                    .hasToString("\"new\"");
            assertThat(chat(rig.lane(Mode.REPLAY), HELLO).message())
                    .endsWith("header openai-beta: recorded \"assistants=v2 [REDACTED]\", now \"\"");
        }
    }

    /** Two requests of one sample that are equal under today's rules but were not when they were recorded. */
    @Test
    void takes_that_a_rule_makes_equal_are_used_one_after_the_other() throws Exception {
        recorded(AGENT, "1", Instant.EPOCH);
        recorded(AGENT.replace("sunny", "rainy"), "2", Instant.EPOCH);
        try (Rig rig = rig().rules(MatchRules.NONE.ignoring(List.of("/messages/2/content")))) {
            Lane lane = rig.lane(Mode.REPLAY);
            assertThat(List.of(
                            chat(lane, AGENT).body().text(),
                            chat(lane, AGENT).body().text()))
                    .containsExactlyInAnyOrder("1", "2");
            assertThat(chat(lane, AGENT).status()).isEqualTo(404);
        }
    }

    @Test
    void a_normaliser_that_fails_is_a_trouble_of_the_recorder() throws Exception {
        MatchRules rules = MatchRules.NONE.normalisedBy(request -> {
            throw new IllegalArgumentException("broken");
        });
        try (Rig rig = rig().rules(rules)) {
            Lane lane = rig.lane(Mode.REPLAY);
            assertThat(chat(lane, HELLO).status()).isEqualTo(400);
            assertThat(lane.troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Trouble.Kind.RECORDER);
                assertThat(trouble.message())
                        .startsWith("the normaliser ")
                        .endsWith(
                                " failed on POST openai /v1/chat/completions: java.lang.IllegalArgumentException: broken");
            });
        }
    }

    @Test
    void a_removed_take_is_gone_from_the_file() throws Exception {
        recorded(HELLO, "1", Instant.EPOCH);
        recorded(AGENT, "2", Instant.EPOCH);
        try (Cassette cassette = Cassette.open(file(), "t", "c")) {
            cassette.remove(List.of(cassette.exchanges().get(0)));
        }
        assertThat(Cassette.open(file(), "t", "c").exchanges()).hasSize(1);
    }

    @Test
    void an_error_is_recorded_when_asked_and_comes_again_before_the_answer() throws Exception {
        RawUpstream.Script script = (request, out) ->
                RawUpstream.json(out, request.number() == 1 ? 429 : 200, "\"" + request.number() + "\"");
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = rig().openAiAt(upstream.url())) {
            Lane recording = rig.laneKeepingErrors();
            assertThat(chat(recording, HELLO).status()).isEqualTo(429);
            assertThat(recording.lastCallFailed()).isTrue();
            assertThat(recording.troubles()).isEmpty();
            assertThat(chat(recording, HELLO).status()).isEqualTo(200);
            assertThat(recording.lastCallFailed()).isFalse();
            rig.reload();
            Lane replay = rig.lane(Mode.REPLAY);
            assertThat(chat(replay, HELLO).status()).isEqualTo(429);
            assertThat(replay.lastCallFailed()).isTrue();
            assertThat(chat(replay, HELLO).body()).hasToString("\"2\"");
        }
    }
}
