package io.github.junitllm.server;

import static io.github.junitllm.testing.RawUpstream.chunk;
import static io.github.junitllm.testing.RawUpstream.endStream;
import static io.github.junitllm.testing.RawUpstream.json;
import static io.github.junitllm.testing.RawUpstream.startStream;
import static io.github.junitllm.testing.RawUpstream.whole;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.testing.Credentials;
import io.github.junitllm.testing.Credentials.Credential;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plants credentials of 40 kinds in every place of recorded traffic and looks into every file afterwards. */
@Timeout(120)
class PlantedCredentialsTest {

    /** How providers send the pieces of a text: %s is a piece in quotes, %r without, %i its number. */
    private static final Map<String, String> DELTAS = Map.of(
            "chat",
            "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}\n\n",
            "arguments",
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":%s}}]}}]}\n\n",
            "responses",
            "event: response.output_text.delta\r\ndata: {\"type\":\"response.output_text.delta\",\"sequence_number\":%i,\"output_index\":0,\"delta\":%s}\r\n\r\n",
            "anthropic",
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":%s}}\n\n",
            "input_json",
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":%s}}\n\n",
            "gemini",
            "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":%s}],\"role\":\"model\"}}]}\r\n\r\n",
            "ollama",
            "{\"model\":\"m\",\"message\":{\"content\":%s},\"done\":false}\n",
            "raw",
            "data: %r\n\n");

    @TempDir
    Path folder;

    static Stream<Arguments> planted() {
        List<Credential> all = new ArrayList<>(new Credentials(4711).ofEachKind());
        all.addAll(new Credentials(815).ofEachKind());
        assertThat(all).hasSizeGreaterThanOrEqualTo(60);
        return all.stream().map(credential -> Arguments.of(credential.kind(), credential));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("planted")
    void no_credential_reaches_a_file(String kind, Credential credential) throws Exception {
        String written = credential.written();
        String inJson = Json.write(Json.MAPPER.createObjectNode().put("note", "see\n" + written + "\nthere"));
        try (RawUpstream upstream = new RawUpstream((request, out) -> answer(request, written, out));
                Rig rig = new Rig(folder.resolve("c.jsonl")).openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.RECORD);
            String base = lane.baseUrl("openai");
            List<String> places = new ArrayList<>(DELTAS.keySet());
            places.addAll(List.of("plain", "nested", "text", "redirect", "wrong", "busy"));
            for (String place : places) {
                RawHttp.Response response = RawHttp.post(
                        base + "/" + place,
                        inJson,
                        "Authorization: Bearer " + oneLine(written),
                        "X-Note: " + oneLine(written));
                // What the application gets is what the provider sent.
                assertThat(response.status()).isIn(200, 302, 400, 429);
            }
            URI uri = URI.create(base);
            send(uri, "/plain?q=" + encoded(written), "application/json", "{}");
            send(uri, "/plain", "application/json", nested(inJson));
            send(uri, "/plain", "application/x-www-form-urlencoded", "a=1&note=" + encoded(written));
            send(uri, "/plain", "text/plain", "Note:\n" + written + "\n");
            send(
                    uri,
                    "/plain",
                    "multipart/form-data; boundary=xx",
                    "--xx\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n" + written + "\r\n--xx--\r\n");
            assertThat(lane.troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.UPSTREAM_ERROR);
            assertThat(lane.troubles().get(0).message()).doesNotContain(credential.secret());
            assertNowhere(credential);
            assertThat(rig.reload().exchanges()).hasSize(places.size() - 1 + 5);
            assertNowhere(credential);
            assertThat(kind).isEqualTo(credential.kind());
        }
    }

    private static void send(URI base, String path, String type, String body) throws IOException {
        RawHttp.send(base.getPort(), "POST", base.getPath() + path, type, body.getBytes(UTF_8));
    }

    private static void answer(RawUpstream.Request request, String written, OutputStream out) throws IOException {
        String place = request.head().replaceFirst("(?s)^POST /v1/([a-z_]+).*", "$1");
        String quoted = quoted("see\n" + written + "\nthere");
        switch (place) {
            case "plain" -> json(out, 200, "{\"choices\":[{\"message\":{\"content\":" + quoted + "}}]}");
            case "nested" -> json(out, 200, nested("{\"note\":" + quoted + "}"));
            case "text" -> whole(out, 200, "text/plain", ("see\n" + written + "\nthere").getBytes(UTF_8));
            case "redirect" ->
                json(out, 302, "{}", "location: /next?note=" + encoded(written), "x-key: " + oneLine(written));
            case "wrong" -> json(out, 400, "{\"error\":{\"message\":" + quoted + "}}");
            case "busy" -> json(out, 429, "{\"error\":{\"message\":" + quoted + "}}");
            case "ollama" -> stream(place, written, out, "application/x-ndjson");
            default -> stream(place, written, out, "text/event-stream");
        }
    }

    /** Tool arguments: JSON in a text in JSON, twice. */
    private static String nested(String json) {
        return "{\"tool_calls\":[{\"function\":{\"arguments\":" + quoted("{\"inner\":" + quoted(json) + "}") + "}}]}";
    }

    /** Each event in two chunks, the credential over several events. */
    private static void stream(String place, String written, OutputStream out, String type) throws IOException {
        if (type.equals("text/event-stream")) {
            startStream(out);
        } else {
            out.write(("HTTP/1.1 200 X\r\ncontent-type: " + type + "\r\ntransfer-encoding: chunked\r\n\r\n")
                    .getBytes(ISO_8859_1));
        }
        boolean json = place.equals("arguments") || place.equals("input_json");
        String raw = place.equals("raw") ? oneLine(written) : written;
        String text = json ? "{\"note\":" + quoted("see\n" + raw + "\nthere") + "}" : "see " + raw + " there";
        int size = place.equals("anthropic") ? 1 : 5;
        int number = 0;
        for (int from = 0; from < text.length(); from += size) {
            String piece = text.substring(from, Math.min(text.length(), from + size));
            String event = DELTAS.getOrDefault(place, "")
                    .replace("%i", String.valueOf(number++))
                    .replace("%s", quoted(piece))
                    .replace("%r", piece);
            chunk(out, event.substring(0, event.length() / 2));
            chunk(out, event.substring(event.length() / 2));
        }
        endStream(out);
    }

    private static String quoted(String text) {
        return Json.write(Json.MAPPER.getNodeFactory().textNode(text));
    }

    private static String oneLine(String written) {
        return written.replace("\n", " ");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private void assertNowhere(Credential credential) throws IOException {
        String secret = credential.secret();
        Set<String> forms = new TreeSet<>(List.of(
                secret,
                encoded(secret),
                Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)),
                quoted(secret).replaceAll("^\"|\"$", "")));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, ISO_8859_1);
                assertThat(content).as(file.toString()).contains("[REDACTED]").doesNotContain(forms);
                assertThat(joined(content)).allSatisfy(text -> assertThat(text)
                        .as("joined from %s", file)
                        .doesNotContain(forms)
                        // Nor half of it.
                        .doesNotContain(secret.substring(secret.length() / 2)));
            }
        }
    }

    /** What the texts of consecutive events give when joined, for each place in them. */
    private static List<String> joined(String cassette) {
        Map<String, StringBuilder> joined = new HashMap<>();
        cassette.lines()
                .map(line -> Json.tryRead(line).orElseThrow())
                .filter(line -> line.has("event"))
                .forEach(line -> line.path("text")
                        .asText(Json.write(line.path("json")))
                        .lines()
                        .map(text -> text.replaceFirst("^data: ?", ""))
                        .forEach(text -> Json.tryRead(text)
                                .filter(JsonNode::isContainerNode)
                                .ifPresentOrElse(
                                        json -> collect(json, line.path("event").asText(), joined),
                                        () -> joined.computeIfAbsent(
                                                        line.path("event").asText(), none -> new StringBuilder())
                                                .append(text))));
        return joined.values().stream().map(StringBuilder::toString).toList();
    }

    private static void collect(JsonNode node, String place, Map<String, StringBuilder> joined) {
        if (node.isTextual()) {
            joined.computeIfAbsent(place, none -> new StringBuilder()).append(node.asText());
        } else if (node.isArray()) {
            IntStream.range(0, node.size()).forEach(i -> collect(node.get(i), place + "/" + i, joined));
        } else {
            node.properties().forEach(member -> collect(member.getValue(), place + "/" + member.getKey(), joined));
        }
    }

    /** The kinds, for whoever wants to know what this test stands for. */
    @Test
    void the_kinds() {
        assertThat(new Credentials(1)
                        .ofEachKind().stream().map(Credential::kind).collect(Collectors.toSet()))
                .hasSizeGreaterThanOrEqualTo(40)
                .contains("OpenAI project", "Anthropic", "AWS secret", "private key", "password", "JSON Web Token");
    }
}
