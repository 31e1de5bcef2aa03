package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.benchmarks.FuzzTargets.Input;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.match.RequestDifference;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.provider.CallReaders;
import io.github.junitllm.redact.Redactor;
import io.github.junitllm.redact.StreamRedactor;
import io.github.junitllm.server.Upstreams;
import io.github.junitllm.stream.EventSplitter;
import io.github.junitllm.stream.ServerSentEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Inputs made of many small parts: where time grows with the square of their number, it shows here. */
final class LargeInputs {

    /** Small parts, each of which something looks for. */
    private static final List<String> PARTS = List.of(
            "a ",
            "v1/",
            "/v1",
            "x=1&",
            "key=",
            "%2e",
            "\\n",
            "{",
            "[",
            "\\\\\\\"",
            "eyJ.",
            "sk-",
            "-----BEGIN ",
            "1 ",
            "data: x\\n\\n",
            "a@b.",
            "Bearer ",
            "\\ud83d\\ude00",
            "password: ");

    private final Path file;
    private final int size;
    private final Redactor redactor = Redactor.knowing(List.of("a-key-that-is-known"));

    /** Makes inputs of so many bytes each. */
    LargeInputs(Path folder, int size) {
        this.size = size;
        this.file = folder.resolve("mutant.jsonl");
    }

    /** Returns what to read, by what it is. */
    Map<String, Input> all() {
        Map<String, Input> all = new LinkedHashMap<>();
        for (String part : PARTS) {
            String many = part.repeat(size / part.length());
            addText(all, part, many);
            addBodies(
                    all,
                    part + " in a text",
                    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + many + "\"}]}");
            all.put(
                    "events of " + part,
                    () -> events("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + part + "\"}}]}\n\n"));
        }
        addBodies(
                all,
                "elements",
                "{\"messages\":[" + "{\"role\":\"user\",\"content\":\"x\"},".repeat(size / 33) + "{}]}");
        addBodies(all, "numbers", "{\"input\":[" + "1,".repeat(size / 2) + "1]}");
        addBodies(all, "members", members());
        all.put("blank lines", () -> events("\n"));
        all.put("returns", () -> events("\r"));
        all.put("one long line", () -> events("x"));
        all.put("discard lines", this::discardLines);
        return all;
    }

    private void addText(Map<String, Input> all, String part, String many) {
        all.put("path of " + part, () -> {
            Upstreams.known().require("openai").normalise("/" + many);
            redactor.path("/" + many);
            redactor.text(many);
        });
        all.put("query of " + part, () -> {
            redactor.path("/v1/x?" + many);
            RequestKey.of(request("/v1/x?" + many, Body.EMPTY));
        });
    }

    private void addBodies(Map<String, Input> all, String name, String json) {
        Body body = Body.of(json);
        Body other = Body.of(json.replaceFirst("x|a|1", "y").replace("}]", ",\"z\":1}]"));
        all.put("redacting " + name, () -> redactor.body(body));
        all.put("suspecting " + name, () -> redactor.suspicion(request("/v1/x", body)));
        all.put("key of " + name, () -> RequestKey.of(request("/v1/x", body)));
        all.put(
                "difference in " + name,
                () -> RequestDifference.between(request("/v1/x", body), request("/v1/x", other)));
        all.put(
                "closest of " + name,
                () -> RequestDifference.closest(
                        List.of(request("/v1/x", body), request("/v1/x", other)), request("/v1/x", other)));
        all.put(
                "reading " + name,
                () -> CallReaders.read(exchange(body, RecordedResponse.whole(200, "application/json", body))));
    }

    private void events(String event) {
        byte[] all = event.repeat(size / event.length()).getBytes(UTF_8);
        List<Body> events = split(all);
        StreamRedactor stream = redactor.stream();
        List<StreamEvent> kept = new ArrayList<>();
        for (Body one : events) {
            ServerSentEvent.parse(one);
            kept.addAll(stream.add(new StreamEvent(0, one)));
        }
        kept.addAll(stream.end());
        CallReaders.read(
                exchange(Body.EMPTY, RecordedResponse.streamed(200, "text/event-stream", new TreeMap<>(), kept, 0)));
    }

    /** Byte by byte, as a slow provider sends. */
    private static List<Body> split(byte[] bytes) {
        EventSplitter splitter = EventSplitter.ofServerSentEvents();
        List<Body> events = new ArrayList<>();
        byte[] chunk = new byte[1];
        for (byte b : bytes) {
            chunk[0] = b;
            events.addAll(splitter.feed(chunk, 1));
        }
        splitter.rest().ifPresent(events::add);
        return events;
    }

    private void discardLines() throws IOException {
        StringBuilder lines = new StringBuilder("{\"cassette\":1,\"test\":\"t\",\"case\":\"c\"}\n");
        for (int i = 1; i <= size / 150; i++) {
            lines.append("""
                    {"request":"r","sample":1,"occurrence":1,"method":"POST","upstream":"openai","path":"/","json":{"user":"%d"}}
                    {"response":"r","status":200,"origin":"recorded"}
                    """.formatted(i));
        }
        String core = RequestKey.of(request("/", Body.of("{}"))).core();
        lines.append("{\"discard\":\"%s\",\"sample\":1,\"occurrence\":1}\n"
                .formatted(core)
                .repeat(size / 150));
        Files.writeString(file, lines.toString());
        Cassette.open(file, "t", "c").close();
    }

    private String members() {
        StringBuilder members = new StringBuilder("{\"x\":1");
        for (int i = 0; i < size / 16; i++) {
            members.append(",\"m").append(i).append("\":\"x\"");
        }
        return members.append('}').toString();
    }

    private static RecordedRequest request(String path, Body body) {
        return new RecordedRequest("POST", "openai", path, "application/json", body);
    }

    private static Exchange exchange(Body body, RecordedResponse response) {
        RecordedRequest request = request("/v1/chat/completions", body);
        return new Exchange(
                RequestKey.of(request).exact(), 1, 1, request, response, Provenance.imported("s", "MIT", false));
    }
}
