package io.github.junitllm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.fault.FaultKind;
import io.github.junitllm.fault.FaultPlan;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modes, rules of the user's and ages meet: no take is used twice or lost, and nothing fails in silence. */
@Timeout(60)
class FeaturesTogetherTest {

    private static final MatchRules IGNORING_THE_QUESTION = MatchRules.NONE.ignoring(List.of("/question"));

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("c.jsonl");
    }

    private static String body(String user, String question) {
        return (user.isEmpty() ? "{" : "{\"user\":\"" + user + "\",") + "\"question\":\"" + question + "\"}";
    }

    private void recorded(String body, String answer, Instant at) {
        RecordedRequest request =
                new RecordedRequest("POST", "openai", "/v1/chat/completions", "application/json", Body.of(body));
        try (Cassette cassette = Cassette.open(file(), "t", "c")) {
            cassette.add(new Exchange(
                    RequestKey.of(request).exact(),
                    1,
                    1,
                    request,
                    RecordedResponse.whole(200, "application/json", Body.of(answer)),
                    Provenance.recorded(at)));
        }
    }

    private static RawHttp.Response chat(Lane lane, String body) throws IOException {
        return RawHttp.post(lane.baseUrl("openai") + "/chat/completions", body);
    }

    @ParameterizedTest
    @CsvSource({"u1, u2", "u2, u1"})
    void takes_that_a_rule_makes_equal_but_for_an_irrelevant_member_are_each_used_once(String first, String second)
            throws Exception {
        recorded(body("u1", "one"), "\"1\"", Instant.EPOCH);
        recorded(body("u2", "two"), "\"2\"", Instant.EPOCH);
        try (Rig rig = new Rig(file()).rules(IGNORING_THE_QUESTION)) {
            Lane lane = rig.lane(Mode.REPLAY);
            assertThat(List.of(
                            chat(lane, body(first, "now")).body().text(),
                            chat(lane, body(second, "now")).body().text()))
                    .containsExactlyInAnyOrder("\"1\"", "\"2\"");
            assertThat(chat(lane, body(first, "now")).status()).isEqualTo(404);
        }
    }

    /** One call of two is made again; the request of the other may have its number. */
    @ParameterizedTest
    @CsvSource({"one", "two"})
    void a_cassette_rerecorded_in_part_under_a_rule_stays_readable_closed_or_killed(String question) throws Exception {
        recorded(body("", "one"), "\"1\"", Instant.EPOCH);
        recorded(body("", "two"), "\"2\"", Instant.EPOCH);
        Path killed = folder.resolve("killed.jsonl");
        try (RawUpstream upstream = new RawUpstream((request, out) -> RawUpstream.json(out, 200, "\"new\""));
                Rig rig = new Rig(file()).openAiAt(upstream.url()).rules(IGNORING_THE_QUESTION)) {
            chat(rig.lane(Mode.RERECORD), body("", question));
            Files.copy(file(), killed);
        }
        for (Path file : List.of(file(), killed)) {
            Cassette cassette = Cassette.open(file, "t", "c", IGNORING_THE_QUESTION);
            assertThat(cassette.exchanges())
                    .extracting(take -> take.response().body().text())
                    .contains("\"new\"")
                    .containsAnyOf("\"1\"", "\"2\"")
                    .hasSize(2);
        }
    }

    @Test
    void requests_renewed_under_a_rule_that_come_out_the_same_stay_two_takes() throws Exception {
        recorded(body("me", "one"), "\"1\"", Instant.EPOCH);
        recorded(body("", "two"), "\"2\"", Instant.EPOCH);
        try (Rig rig = new Rig(file()).rules(IGNORING_THE_QUESTION)) {
            Lane lane = rig.lane(Mode.REKEY);
            chat(lane, body("", "two"));
            chat(lane, body("", "two"));
            assertThat(rig.reload().exchanges())
                    .extracting(take -> take.response().body().text())
                    .containsExactlyInAnyOrder("\"1\"", "\"2\"");
        }
    }

    @Test
    void a_fresh_draft_serves_where_the_recording_is_too_old() throws Exception {
        recorded(body("", "one"), "\"old\"", Instant.parse("2025-01-01T00:00:00Z"));
        try (RawUpstream upstream = new RawUpstream((request, out) -> RawUpstream.json(out, 200, "\"drafted\""));
                Rig rig = new Rig(file())
                        .openAiAt(upstream.url())
                        .rules(MatchRules.NONE.noOlderThan(Duration.ofDays(20)));
                Cassette drafts = Cassette.open(folder.resolve("draft.jsonl"), "t", "c")) {
            for (Evidence evidence : List.of(Evidence.LIVE, Evidence.REPLAYED)) {
                Lane lane = rig.draftLane(drafts);
                assertThat(chat(lane, body("", "one")).body()).hasToString("\"drafted\"");
                assertThat(lane.calls()).extracting(LaneCall::evidence).containsExactly(evidence);
            }
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void whatever_breaks_in_the_recorder_is_a_trouble_of_the_lane_and_no_client_waits_for_it() throws Exception {
        MatchRules rules = MatchRules.NONE.normalisedBy(request -> {
            throw new StackOverflowError();
        });
        try (Rig rig = new Rig(file()).rules(rules)) {
            Lane lane = rig.lane(Mode.REPLAY);
            assertThatThrownBy(() -> chat(lane, body("", "one"))).isInstanceOf(IOException.class);
            assertBroken(lane, "the recorder failed: java.lang.StackOverflowError");

            Upstreams broken = Upstreams.known().configuredBy(name -> {
                throw new IllegalArgumentException("no URL");
            });
            Lane misconfigured =
                    rig.server().openLane(new Lane.Setup(Mode.REPLAY, Optional.of(rig.cassette()), 1, broken));
            assertThatThrownBy(() ->
                            RawHttp.post(rig.server().url() + "/lane/" + misconfigured.id() + "/openai/chat", "{}"))
                    .isInstanceOf(IOException.class);
            assertBroken(misconfigured, "the recorder failed: java.lang.IllegalArgumentException: no URL");
        }
    }

    private static void assertBroken(Lane lane, String message) {
        assertThat(lane.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo(Trouble.Kind.RECORDER);
            assertThat(trouble.message()).isEqualTo(message);
        });
        assertThat(lane.lastCallFailed()).isTrue();
    }

    @Test
    void an_upstream_with_a_password_in_its_address_is_refused_without_showing_it() {
        assertThatThrownBy(() -> Upstream.simulated("team", "https://me:hunter2@llm.example.com/v1"))
                .hasMessage(
                        "junit.llm.upstream.team: the URL names a user or a password, which would not be sent; expected a URL like https://llm.example.com/v1, and the key in an environment variable named by junit.llm.upstream.team.key-env");
    }

    @Test
    void a_take_that_a_fault_spoils_is_the_one_that_was_used_whatever_ids_its_answer_is_given() throws Exception {
        recorded(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
                Instant.EPOCH);
        try (Rig rig = new Rig(file())) {
            Lane lane = rig.lane(Mode.REPLAY, FaultPlan.first(FaultKind.MALFORMED_JSON));
            chat(lane, "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"m\"}");
            assertThat(lane.calls()).singleElement().satisfies(call -> assertThat(call.take())
                    .isSameAs(rig.cassette().exchanges().get(0)));
        }
    }
}
