package io.github.junitllm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that an application makes outside any sample. */
@Timeout(60)
class ContextLaneTest {

    private static final String EMBED = "{\"model\":\"e\",\"input\":\"the handbook\"}";

    @TempDir
    Path folder;

    private Rig rig() {
        return new Rig(folder.resolve("c.jsonl"));
    }

    private Lane context(Rig rig, String name, Mode mode, String openAi) {
        return rig.server()
                .contextLane(
                        name,
                        () -> new Lane.Setup(
                                mode,
                                Optional.of(
                                        Cassette.open(folder.resolve("_context/" + name + ".jsonl"), "_context", name)),
                                1,
                                Upstreams.known().with(Upstream.simulated("openai", openAi))));
    }

    private static RawHttp.Response embed(Rig rig, String... headers) throws IOException {
        return RawHttp.post(rig.server().url() + "/openai/v1/embeddings", EMBED, headers);
    }

    private void record(String answer) throws IOException {
        try (RawUpstream upstream = new RawUpstream((request, out) -> RawUpstream.json(out, 200, answer));
                Rig rig = rig()) {
            Lane lane = context(rig, "app", Mode.RECORD, upstream.url());
            assertThat(embed(rig).body()).hasToString(answer);
            assertThat(embed(rig).body()).hasToString(answer);
            assertThat(upstream.requests()).hasSize(1);
            lane.close();
        }
    }

    @Test
    void a_call_while_no_sample_runs_is_recorded_once_and_replayed_as_often_as_it_comes() throws Exception {
        record("[1]");
        try (Rig rig = rig()) {
            Lane lane = context(rig, "app", Mode.REPLAY, "http://127.0.0.1:1");
            assertThat(embed(rig).body()).hasToString("[1]");
            assertThat(embed(rig).body()).hasToString("[1]");
            assertThat(lane.calls()).hasSize(2);
            assertThat(lane.troubles()).isEmpty();
        }
    }

    @Test
    void while_one_sample_runs_a_call_without_a_name_is_the_samples_and_one_with_the_name_is_the_contexts()
            throws Exception {
        record("[1]");
        try (Rig rig = rig()) {
            Lane context = context(rig, "app", Mode.REPLAY, "http://127.0.0.1:1");
            Lane sample = rig.lane(Mode.REPLAY);
            assertThat(embed(rig).status()).isEqualTo(404);
            assertThat(sample.troubles()).hasSize(1);

            assertThat(embed(rig, "junit-llm-lane: context-app").body()).hasToString("[1]");
            assertThat(context.calls()).hasSize(1);

            sample.close();
            assertThat(embed(rig).body()).hasToString("[1]");
        }
    }

    @Test
    void while_several_samples_run_a_call_without_a_name_is_not_taken_for_the_contexts() throws Exception {
        record("[1]");
        try (Rig rig = rig()) {
            context(rig, "app", Mode.REPLAY, "http://127.0.0.1:1");
            rig.lane(Mode.REPLAY);
            rig.lane(Mode.REPLAY);
            assertThat(embed(rig).status()).isEqualTo(409);
        }
    }

    @Test
    void what_is_not_recorded_says_where_it_would_be() throws Exception {
        try (Rig rig = rig()) {
            Lane lane = context(rig, "app", Mode.REPLAY, "http://127.0.0.1:1");
            String message =
                    "no recording for POST openai /v1/embeddings, which the application calls outside any sample; record it with -Djunit.llm.mode=record into "
                            + folder.resolve("_context/app.jsonl");
            assertThat(embed(rig).message()).isEqualTo("junit-llm: " + message);
            assertThat(lane.troubles()).containsExactly(new Trouble(Trouble.Kind.RECORDING_MISSING, message));
        }
    }

    @Test
    void of_several_context_lanes_none_is_guessed() throws Exception {
        record("[1]");
        try (Rig rig = rig()) {
            context(rig, "app", Mode.REPLAY, "http://127.0.0.1:1");
            context(rig, "other", Mode.REPLAY, "http://127.0.0.1:1");
            assertThat(embed(rig).message())
                    .isEqualTo(
                            "junit-llm: no sample is running, and 2 context lanes are open, of which the call names none; send the header junit-llm-lane");
            assertThat(embed(rig, "baggage: junit-llm-lane=context-app").body()).hasToString("[1]");
        }
    }

    @Test
    void a_lane_that_is_over_is_named() throws Exception {
        try (Rig rig = rig()) {
            Lane over = rig.lane(Mode.REPLAY);
            over.close();
            rig.lane(Mode.REPLAY);
            RawHttp.Response response = embed(rig, "junit-llm-lane: " + over.id());
            assertThat(response.status()).isEqualTo(409);
            assertThat(response.message())
                    .isEqualTo(
                            "junit-llm: the call names lane s1, which is not open: its sample is over or never was; an application that works on after its sample must not call");
        }
    }

    @Test
    void the_same_name_is_the_same_lane_and_a_name_is_no_path() {
        try (Rig rig = rig()) {
            Lane lane = context(rig, "app", Mode.REPLAY, "http://127.0.0.1:1");
            assertThat(context(rig, "app", Mode.REPLAY, "http://127.0.0.1:1")).isSameAs(lane);
            assertThatThrownBy(() -> context(rig, "../app", Mode.REPLAY, "http://127.0.0.1:1"))
                    .hasMessage(
                            "context lane \"../app\": allowed are letters, digits, dots, hyphens and underscores, at most 100");
        }
    }
}
