package io.github.junitllm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A second server stands for the world outside; nothing that a client can say may lead there. */
@Timeout(60)
class WaysOutTest {

    private static final List<String> REPLAY_TARGETS = List.of(
            "http://{trap}/v1/chat/completions",
            "HTTP://{trap}/v1/chat/completions",
            "https://{trap}/v1/chat/completions",
            "//{trap}/v1/chat/completions",
            "/http://{trap}/v1/chat/completions",
            "/{trap}/v1/chat/completions",
            "{trap}",
            "*",
            "/",
            "/lane",
            "/lane/",
            "/lane/nobody/openai/v1/chat/completions",
            "{lane}",
            "{lane}/",
            "{lane}/{trap}/v1/chat/completions",
            "{lane}/http://{trap}/v1/chat/completions",
            "{lane}/http:%2f%2f{trap}/v1/chat/completions",
            "{lane}/openai@{trap}/v1/chat/completions",
            "{lane}/openai/../../{trap}/v1/chat/completions",
            "{lane}/openai/%2e%2e/{trap}/chat/completions",
            "{lane}/openai/..%2f{trap}/chat/completions",
            "{lane}/openai/..%5c{trap}/chat/completions",
            "{lane}/openai/..\\{trap}\\chat",
            "{lane}/openai\\@{trap}/chat/completions",
            "{lane}/openai//{trap}/v1/chat/completions",
            "{lane}/openai/@{trap}/v1/chat/completions",
            "{lane}/openai/http://{trap}/v1/chat/completions",
            "{lane}/openai/%2f%2f{trap}/v1",
            "{lane}/openai/;@{trap}/v1",
            "{lane}/openai/#@{trap}/v1",
            "{lane}/openai/?url=http://{trap}/",
            "{lane}/openai/chat%0d%0aHost:%20{trap}",
            "{lane}/%6fpenai/chat/completions");

    @TempDir
    Path folder;

    private static String fill(String target, RawUpstream trap, Lane lane) {
        return target.replace("{trap}", "127.0.0.1:" + trap.port()).replace("{lane}", "/lane/" + lane.id());
    }

    @Test
    void no_target_leads_out_in_replay() throws Exception {
        try (RawUpstream trap = new RawUpstream((request, out) -> RawUpstream.json(out, 200, "{}"));
                Rig rig = new Rig(folder.resolve("c.jsonl")).openAiAt(trap.url())) {
            Lane lane = rig.lane(Mode.REPLAY);
            for (String method : List.of("POST", "GET", "CONNECT")) {
                for (String target : REPLAY_TARGETS) {
                    String filled = fill(target, trap, lane);
                    assertThat(statusOf(rig, method, filled))
                            .as("%s %s", method, filled)
                            .isNotEqualTo(200);
                }
            }
            assertThat(trap.requests()).isEmpty();
        }
    }

    /** While recording the upstream may be called, but nothing else: here the trap is no upstream. */
    @Test
    void no_target_leads_anywhere_but_to_the_upstream_while_recording() throws Exception {
        try (RawUpstream trap = new RawUpstream((request, out) -> RawUpstream.json(out, 200, "{}"));
                RawUpstream upstream = new RawUpstream((request, out) -> RawUpstream.json(out, 200, "{}"));
                Rig rig = new Rig(folder.resolve("c.jsonl")).openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.RECORD);
            for (String target : REPLAY_TARGETS) {
                statusOf(rig, "POST", fill(target, trap, lane));
            }
            assertThat(trap.requests()).isEmpty();
            assertThat(upstream.requests()).allSatisfy(request -> assertThat(request.head())
                    .startsWith("POST /v1/")
                    .containsIgnoringCase("host: 127.0.0.1:" + upstream.port()));
        }
    }

    @Test
    void a_host_header_leads_nowhere() throws Exception {
        try (RawUpstream trap = new RawUpstream((request, out) -> RawUpstream.json(out, 200, "{}"));
                RawUpstream upstream = new RawUpstream((request, out) -> RawUpstream.json(out, 200, "{}"));
                Rig rig = new Rig(folder.resolve("c.jsonl")).openAiAt(upstream.url())) {
            String[] headers = {
                "X-Forwarded-Host: 127.0.0.1:" + trap.port(),
                "Forwarded: host=127.0.0.1:" + trap.port(),
                "Proxy-Authorization: Basic eDp5",
                "X-Original-URL: http://127.0.0.1:" + trap.port() + "/"
            };
            RawHttp.post(rig.lane(Mode.RECORD).baseUrl("openai") + "/chat/completions", "{}", headers);
            assertThat(upstream.requests()).hasSize(1);
            assertThat(upstream.requests().get(0).head()).doesNotContainIgnoringCase("proxy-authorization");
            assertThat(trap.requests()).isEmpty();
        }
    }

    @Test
    void a_redirect_of_the_upstream_is_passed_on_and_not_followed() throws Exception {
        try (RawUpstream trap = new RawUpstream((request, out) -> RawUpstream.json(out, 200, "{}"))) {
            String away = "http://127.0.0.1:" + trap.port() + "/v1/elsewhere";
            RawUpstream.Script script = (request, out) -> RawUpstream.json(out, 307, "{}", "location: " + away);
            try (RawUpstream upstream = new RawUpstream(script);
                    Rig rig = new Rig(folder.resolve("c.jsonl")).openAiAt(upstream.url())) {
                RawHttp.Response response =
                        RawHttp.post(rig.lane(Mode.RECORD).baseUrl("openai") + "/chat/completions", "{}");
                assertThat(response.status()).isEqualTo(307);
                assertThat(response.headers()).containsEntry("location", away);
                assertThat(trap.requests()).isEmpty();
            }
        }
    }

    @Test
    void a_path_that_no_request_can_carry_is_refused_with_a_sentence() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> RawUpstream.json(out, 200, "{}"));
                Rig rig = new Rig(folder.resolve("c.jsonl")).openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.RECORD);
            RawHttp.Response response = RawHttp.send(
                    rig.port(), "POST", "/lane/" + lane.id() + "/openai/a\\b", "application/json", new byte[] {'1'});
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.message())
                    .startsWith("junit-llm: the request cannot be sent to openai: Illegal character");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void the_server_listens_on_loopback_only() {
        try (Rig rig = new Rig(folder.resolve("c.jsonl"))) {
            assertThat(rig.server().url()).startsWith("http://127.0.0.1:");
        }
    }

    private static int statusOf(Rig rig, String method, String target) {
        try {
            return RawHttp.send(rig.port(), method, target, "application/json", new byte[] {'{', '}'})
                    .status();
        } catch (IOException refusedWithoutAWord) {
            return 0;
        }
    }
}
