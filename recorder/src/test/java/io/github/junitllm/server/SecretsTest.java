package io.github.junitllm.server;

import static io.github.junitllm.testing.RawUpstream.chunk;
import static io.github.junitllm.testing.RawUpstream.endStream;
import static io.github.junitllm.testing.RawUpstream.json;
import static io.github.junitllm.testing.RawUpstream.startStream;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.Json;
import io.github.junitllm.redact.RedactorTest;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plants every kind of credential in every place and looks into every file afterwards. */
@Timeout(60)
class SecretsTest {

    @TempDir
    Path folder;

    static Stream<Arguments> planted() {
        return RedactorTest.credentials().entrySet().stream()
                .filter(kind -> !kind.getKey().equals("known value"))
                .map(kind -> Arguments.of(kind.getKey(), kind.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("planted")
    void no_credential_reaches_a_file(String kind, String secret) throws Exception {
        String quoted = Json.write(Json.MAPPER.getNodeFactory().textNode("see\n" + secret + "\nthere"));
        RawUpstream.Script script = (request, out) -> {
            if (request.body().contains("stream")) {
                startStream(out);
                String event = "data: {\"delta\":" + quoted + "}\r\n\r\n";
                // In the middle of the credential: events, not chunks, are what is looked at.
                chunk(out, event.substring(0, event.length() / 2));
                chunk(out, event.substring(event.length() / 2));
                endStream(out);
            } else if (request.body().contains("error")) {
                json(out, 400, "{\"error\":{\"message\":" + quoted + "}}", "location: /x?y=" + encoded(secret));
            } else if (request.body().contains("trouble")) {
                json(out, 500, "{\"error\":{\"message\":" + quoted + "}}");
            } else {
                json(out, 200, "{\"arguments\":" + quoted + "}");
            }
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = new Rig(folder.resolve("c.jsonl")).openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.RECORD);
            for (String what : List.of("stream", "error", "trouble", "plain")) {
                String body = "{\"%s\":%s}".formatted(what, quoted);
                URI uri = URI.create(lane.baseUrl("openai"));
                RawHttp.post(uri + "/chat/completions", body, "Authorization: " + secret, "X-Other: " + secret);
                RawHttp.send(
                        uri.getPort(),
                        "POST",
                        uri.getPath() + "/x?q=" + encoded(secret),
                        "application/json",
                        body.getBytes(UTF_8));
            }
            assertThat(lane.troubles()).hasSize(2).allSatisfy(trouble -> assertThat(trouble.message())
                    .doesNotContain(secret));
            assertNowhere(secret);
            assertThat(rig.reload().exchanges()).hasSize(6);
            assertNowhere(secret);
            assertThat(kind).isNotEmpty();
        }
    }

    /** What cannot stand in a URL comes encoded. */
    private static String encoded(String secret) {
        return secret.replace(" ", "%20");
    }

    private void assertNowhere(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Map<String, String> forms = Map.of("plain", secret, "encoded", encoded(secret));
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                        .as(file.toString())
                        .contains("[REDACTED]")
                        .doesNotContain(forms.values());
            }
        }
    }
}
