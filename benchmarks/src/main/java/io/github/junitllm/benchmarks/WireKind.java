package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.importer.ImportReport;
import io.github.junitllm.importer.ImportReport.Imported;
import io.github.junitllm.importer.WireImporter;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.LaneCall;
import io.github.junitllm.server.Mode;
import io.github.junitllm.server.RecorderServer;
import io.github.junitllm.server.Upstreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Imports every row of a file of exchanges, replays it over real HTTP, and compares what comes back with the row. */
final class WireKind implements Measure.Kind {

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve("interactions.jsonl") : path;
        Path folder = Files.createTempDirectory("junit-llm-wire");
        try {
            ImportReport report = new WireImporter(folder, "measure wire").importFile(file);
            report.redacted().forEach(id -> err.println(id + ": changed by redaction"));
            try (RecorderServer server = RecorderServer.start(Map.of(), Clock.systemUTC())) {
                new Run(server, err).all(file, report, out);
            }
        } finally {
            Scratch.delete(folder);
        }
    }

    private static final class Run {

        private final RecorderServer server;
        private final PrintStream err;
        /** One lane per cassette and sample: equal requests within it are occurrences in the order of the rows. */
        private final Map<String, Lane> lanes = new HashMap<>();

        private final Map<String, int[]> exact = new TreeMap<>();
        private final WireTally tally = new WireTally();

        Run(RecorderServer server, PrintStream err) {
            this.server = server;
            this.err = err;
        }

        void all(Path file, ImportReport report, Figures out) throws IOException {
            int position = 0;
            int equal = 0;
            try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.isBlank()) {
                        Imported imported = report.imported().get(position++);
                        equal += one(Json.MAPPER.readTree(line), imported) ? 1 : 0;
                    }
                }
            }
            out.count("all", "replayed_exactly", equal, position);
            exact.forEach((api, count) -> out.count(api, "replayed_exactly", count[0], count[1]));
            tally.print(out);
        }

        private boolean one(JsonNode row, Imported imported) throws IOException {
            String api = row.path("api").asText("unknown");
            Lane lane = lane(imported);
            int before = lane.calls().size();
            String difference = replay(row, lane, imported);
            List<LaneCall> calls = lane.calls();
            Optional<LaneCall> answered =
                    calls.size() == before + 1 ? Optional.of(calls.get(before)) : Optional.empty();
            if (difference.isEmpty()
                    && answered.filter(call -> call.exchange().occurrence()
                                            == imported.exchange().occurrence()
                                    && !call.wireDiffers())
                            .isEmpty()) {
                difference = "answered from another take";
            }
            String missed = tally.count(api, row, answered.flatMap(LaneCall::llmCall));
            if (!difference.isEmpty() || !missed.isEmpty()) {
                err.println(row.path("id").asText() + ":" + (difference.isEmpty() ? "" : " " + difference)
                        + (missed.isEmpty() ? "" : " reader missed " + missed));
            }
            int[] count = exact.computeIfAbsent(api, key -> new int[2]);
            count[0] += difference.isEmpty() ? 1 : 0;
            count[1]++;
            return difference.isEmpty();
        }

        private Lane lane(Imported imported) {
            int sample = imported.exchange().sample();
            return lanes.computeIfAbsent(
                    imported.file() + "#" + sample,
                    key -> server.openLane(new Lane.Setup(
                            Mode.REPLAY,
                            Optional.of(Cassette.open(imported.file(), "measure wire", key)),
                            sample,
                            Upstreams.known())));
        }

        private String replay(JsonNode row, Lane lane, Imported imported) throws IOException {
            JsonNode request = row.path("request");
            URI base = URI.create(lane.baseUrl(imported.exchange().request().upstream()));
            JsonNode body = request.path("body");
            RawHttp.Response response = RawHttp.send(
                    base.getPort(),
                    request.path("method").asText(),
                    base.getPath() + target(request.path("url").asText()),
                    request.path("content_type").asText(""),
                    body.isNull() || body.isMissingNode()
                            ? new byte[0]
                            : Json.write(body).getBytes(UTF_8));
            return WireComparison.difference(row.path("response"), response);
        }

        /** What stands in the request line for this URL: all after the host, without the fragment. */
        private static String target(String url) {
            String rest = url.replaceFirst("#.*$", "").replaceFirst("^[A-Za-z]+://[^/?]*", "");
            StringBuilder target = new StringBuilder(rest.startsWith("/") ? "" : "/");
            for (byte b : rest.getBytes(UTF_8)) {
                // A request line can hold nothing else; clients encode it.
                target.append(b > ' ' && b < 0x7f ? String.valueOf((char) b) : "%%%02X".formatted(b));
            }
            return target.toString();
        }
    }
}
