package io.github.junitllm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How calls log in at providers that want more than a key from the environment. */
@Timeout(60)
class LogInTest {

    private static final String TOKEN = "eyJhbGciOiJub25l.the-token-of-the-application.4711";

    @TempDir
    Path folder;

    /** Calls an upstream that says its headers back, and gives these headers. */
    private String heard(String upstream, Map<String, String> environment, String... headers) throws IOException {
        try (RawUpstream provider =
                        new RawUpstream((request, out) -> RawUpstream.json(out, 200, "{\"echo\":\"" + TOKEN + "\"}"));
                RecorderServer server = RecorderServer.start(environment, Clock.systemUTC())) {
            Upstreams upstreams = Upstreams.known()
                    .with(Upstreams.known().scheme(upstream).orElseThrow().at(provider.url(), false));
            Path file = Files.createTempDirectory(folder, "c").resolve("c.jsonl");
            Cassette cassette = Cassette.open(file, "t", "c");
            Lane lane = server.openLane(new Lane.Setup(Mode.RECORD, Optional.of(cassette), 1, upstreams));
            RawHttp.Response response = RawHttp.post(lane.baseUrl(upstream) + "/x", "{}", headers);
            cassette.close();
            if (response.status() != 200) {
                assertThat(lane.troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.KEY_MISSING);
                assertThat(provider.requests()).isEmpty();
                return response.message();
            }
            assertThat(Files.readString(file)).doesNotContain(TOKEN).contains("[REDACTED]");
            return provider.requests().get(0).head().toLowerCase(Locale.ROOT);
        }
    }

    @Test
    void azure_takes_the_key_from_the_environment() throws Exception {
        assertThat(heard("azure-openai", Map.of("AZURE_OPENAI_API_KEY", TOKEN), "api-key: " + Lane.DUMMY_KEY))
                .contains("api-key: " + TOKEN.toLowerCase(Locale.ROOT))
                .doesNotContain(Lane.DUMMY_KEY);
    }

    @Test
    void azure_and_vertex_take_the_token_of_the_application() throws Exception {
        for (String upstream : new String[] {"azure-openai", "google-vertex"}) {
            assertThat(heard(upstream, Map.of(), "authorization: Bearer " + TOKEN))
                    .contains("authorization: bearer " + TOKEN.toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void a_token_of_another_scheme_reaches_no_disk_either() throws Exception {
        assertThat(heard("google-vertex", Map.of(), "authorization: GoogleLogin " + TOKEN))
                .contains("authorization: googlelogin " + TOKEN.toLowerCase(Locale.ROOT));
    }

    @Test
    void the_dummy_key_is_no_token() throws Exception {
        assertThat(heard("azure-openai", Map.of(), "api-key: " + Lane.DUMMY_KEY))
                .isEqualTo(
                        "junit-llm: cannot call azure-openai: the application sent no token of its own, and the environment variable AZURE_OPENAI_API_KEY is not set; let it log in as in production and run again, or replay with -Djunit.llm.mode=replay");
        assertThat(heard("google-vertex", Map.of()))
                .isEqualTo(
                        "junit-llm: cannot call google-vertex: the application sent no token of its own; let it log in as in production and run again, or replay with -Djunit.llm.mode=replay");
    }

    @Test
    void bedrock_takes_its_api_key_and_never_a_signature_for_another_address() throws Exception {
        String signature = "authorization: AWS4-HMAC-SHA256 Credential=x/20260131/us-east-1/bedrock/aws4_request";
        assertThat(heard(
                        "bedrock",
                        Map.of("AWS_BEARER_TOKEN_BEDROCK", TOKEN),
                        signature,
                        "x-amz-date: 20260131T120000Z",
                        "x-amz-security-token: abc"))
                .contains("authorization: bearer " + TOKEN.toLowerCase(Locale.ROOT))
                .doesNotContain("aws4", "x-amz");
        assertThat(heard("bedrock", Map.of(), signature))
                .isEqualTo(
                        "junit-llm: cannot call bedrock: the environment variable AWS_BEARER_TOKEN_BEDROCK is not set; export it and run again (the application keeps its dummy key), or replay with -Djunit.llm.mode=replay; a signature of the application's is for another address and cannot be passed on: the recorder logs in with a Bedrock API key");
    }

    @Test
    void an_address_that_only_the_user_knows_is_asked_for() {
        assertThatThrownBy(() -> Upstreams.known().require("azure-openai"))
                .hasMessage(
                        "the upstream \"azure-openai\" has another address for everybody; configure yours: junit.llm.upstream.azure-openai = https://RESOURCE.openai.azure.com");
    }
}
