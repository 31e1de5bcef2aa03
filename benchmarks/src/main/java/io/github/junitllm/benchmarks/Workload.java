package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.Mode;
import io.github.junitllm.server.RecorderServer;
import io.github.junitllm.server.Upstreams;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cassette of chat completions and the lanes that replay it as samples do: a lane makes 100 calls, each of a take of its
 * sample, in order, and is followed by the next. No take is served twice in a lane.
 *
 * @param samples number of samples
 * @param questions number of different requests in a sample
 * @param occurrences how often a sample sends each of them
 * @param answerBytes size of an answer's body
 */
record Workload(int samples, int questions, int occurrences, int answerBytes) {

    static final String PATH = "/v1/chat/completions";

    /** As many as a long agent run makes; the same for every size of cassette, so that only the cassette differs. */
    static final int CALLS_OF_A_LANE = 100;

    private static final Instant RECORDED_AT = Instant.parse("2026-01-31T12:00:00Z");

    int takes() {
        return samples * questions * occurrences;
    }

    /** Fills a new cassette and writes it. */
    void record(Path file) {
        Provenance provenance = Provenance.recorded(RECORDED_AT);
        RecordedResponse response = RecordedResponse.whole(200, "application/json", Body.of(answer()));
        try (Cassette cassette = Cassette.open(file, "measure recorder", "synthetic")) {
            for (int question = 0; question < questions; question++) {
                RecordedRequest request =
                        new RecordedRequest("POST", "openai", PATH, "application/json", Body.of(question(question)));
                String key = RequestKey.of(request).exact();
                for (int sample = 1; sample <= samples; sample++) {
                    for (int occurrence = 1; occurrence <= occurrences; occurrence++) {
                        cassette.add(new Exchange(key, sample, occurrence, request, response, provenance));
                    }
                }
            }
        }
    }

    /** Returns a body of an OpenAI chat completion of the wanted size. */
    byte[] answer() {
        ObjectNode body = Json.MAPPER.createObjectNode().put("id", "chatcmpl-1").put("object", "chat.completion");
        body.put("model", "gpt-4o-mini-2024-07-18");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        ObjectNode message =
                choice.putObject("message").put("role", "assistant").put("content", "");
        body.putObject("usage").put("prompt_tokens", 80).put("completion_tokens", 200);
        int missing = answerBytes - Json.write(body).length();
        message.put(
                "content",
                "The parcel came late, so you get the money back. "
                        .repeat(missing / 49 + 1)
                        .substring(0, missing));
        return Json.write(body).getBytes(UTF_8);
    }

    /** Returns a request body; all have the same size. */
    private static byte[] question(int number) {
        return "{\"model\":\"gpt-4o-mini\",\"temperature\":0.2,\"messages\":[{\"role\":\"system\",\"content\":\"You answer questions of customers about refunds, politely and in at most three sentences. Name the paragraph of the policy.\"},{\"role\":\"user\",\"content\":\"Question %05d: my parcel came two weeks late and I want my money back, what do I do?\"}]}"
                .formatted(number)
                .getBytes(UTF_8);
    }

    private List<byte[]> bodies() {
        List<byte[]> bodies = new ArrayList<>();
        for (int occurrence = 0; occurrence < occurrences; occurrence++) {
            for (int question = 0; question < questions; question++) {
                bodies.add(question(question));
            }
        }
        return bodies;
    }

    /** The same requests for a server without lanes. */
    List<Load.Requests> against(int port, int connections) {
        List<byte[]> bodies = bodies();
        byte[] head = head(port, PATH, bodies.get(0).length);
        List<Load.Requests> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            all.add(new Load.Requests() {
                private int next;

                @Override
                public ByteBuffer[] get() {
                    return parts(head, bodies.get(next++ % bodies.size()));
                }
            });
        }
        return all;
    }

    /** Connections that each replay sample after sample. */
    List<Load.Requests> replaying(RecorderServer server, Cassette cassette, int connections) {
        List<byte[]> bodies = bodies();
        List<Load.Requests> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            all.add(new Replays(server, cassette, bodies, i, i * bodies.size() / connections));
        }
        return all;
    }

    private final class Replays implements Load.Requests {

        private final RecorderServer server;
        private final Cassette cassette;
        private final List<byte[]> bodies;
        private int sample;
        private int next;
        private int asked;
        private Lane lane;
        private byte[] head;

        Replays(RecorderServer server, Cassette cassette, List<byte[]> bodies, int first, int next) {
            this.server = server;
            this.cassette = cassette;
            this.bodies = bodies;
            this.sample = first % samples;
            this.next = samples == 1 ? next : 0;
            this.lane = open();
            this.head = head();
        }

        @Override
        public ByteBuffer[] get() {
            if (asked == CALLS_OF_A_LANE || next == bodies.size()) {
                nextLane();
            }
            asked++;
            return parts(head, bodies.get(next++));
        }

        private void nextLane() {
            lane.close();
            if (next == bodies.size()) {
                next = 0;
                sample = (sample + 1) % samples;
            }
            asked = 0;
            lane = open();
            head = head();
        }

        private Lane open() {
            return server.openLane(new Lane.Setup(Mode.REPLAY, Optional.of(cassette), sample + 1, Upstreams.known()));
        }

        private byte[] head() {
            String url = lane.baseUrl("openai");
            int path = url.indexOf('/', "http://".length());
            int port = Integer.parseInt(url.substring(url.lastIndexOf(':', path) + 1, path));
            return Workload.head(port, url.substring(path) + PATH, bodies.get(0).length);
        }
    }

    private static byte[] head(int port, String path, int length) {
        return String.join(
                        "\r\n",
                        "POST " + path + " HTTP/1.1",
                        "Host: 127.0.0.1:" + port,
                        "Content-Type: application/json",
                        "Authorization: Bearer " + Lane.DUMMY_KEY,
                        "Accept: application/json",
                        "Content-Length: " + length,
                        "",
                        "")
                .getBytes(ISO_8859_1);
    }

    private static ByteBuffer[] parts(byte[] head, byte[] body) {
        return new ByteBuffer[] {ByteBuffer.wrap(head), ByteBuffer.wrap(body)};
    }
}
