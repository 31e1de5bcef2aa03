package io.github.junitllm.benchmarks;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.Mode;
import io.github.junitllm.server.RecorderServer;
import io.github.junitllm.server.ReplaySpeed;
import io.github.junitllm.server.Upstream;
import io.github.junitllm.server.Upstreams;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Streams through the recorder: how late a chunk is beside the upstream that sent it, how exactly recorded times are
 * played, and how much memory 200 MB need.
 */
final class StreamKind implements Measure.Kind {

    private final int rounds;
    private final int chunks;
    private final long gapMillis;
    private final int megabytes;

    StreamKind(int rounds, int chunks, long gapMillis, int megabytes) {
        this.rounds = rounds;
        this.chunks = chunks;
        this.gapMillis = gapMillis;
        this.megabytes = megabytes;
    }

    @Override
    public boolean needsPath() {
        return false;
    }

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Path folder = Files.createTempDirectory("junit-llm-measure");
        try (RecorderServer server = RecorderServer.start(Map.of(), Clock.systemUTC())) {
            // The first round warms up.
            Delays delays = new Delays();
            for (int round = 0; round <= rounds; round++) {
                Path file = folder.resolve("c" + round + ".jsonl");
                record(server, file, round == 0 ? new Delays() : delays);
                replay(server, file, round == 0 ? new Delays() : delays);
            }
            delays.print(rounds, out);
            for (String kind : List.of("events", "one line")) {
                heap(folder, kind, out);
            }
        } finally {
            Scratch.delete(folder);
        }
    }

    private static final class Delays {
        final List<Double> ofFirst = new ArrayList<>();
        final List<Double> ofAll = new ArrayList<>();
        final List<Double> ofOffsets = new ArrayList<>();
        int whole;

        void print(int rounds, Figures out) {
            out.quantity("recording", "first_chunk_delay_ms_median", Spread.quantile(ofFirst, 0.5), ofFirst.size());
            out.quantity("recording", "first_chunk_delay_ms_max", Spread.quantile(ofFirst, 1), ofFirst.size());
            out.quantity("recording", "chunk_delay_ms_median", Spread.quantile(ofAll, 0.5), ofAll.size());
            out.quantity("recording", "chunk_delay_ms_p95", Spread.quantile(ofAll, 0.95), ofAll.size());
            out.count("recording", "streams_with_every_chunk_apart", whole, rounds);
            out.quantity(
                    "replay as recorded", "offset_error_ms_median", Spread.quantile(ofOffsets, 0.5), ofOffsets.size());
            out.quantity(
                    "replay as recorded", "offset_error_ms_p95", Spread.quantile(ofOffsets, 0.95), ofOffsets.size());
            out.quantity("replay as recorded", "offset_error_ms_max", Spread.quantile(ofOffsets, 1), ofOffsets.size());
        }
    }

    private void record(RecorderServer server, Path file, Delays delays) throws IOException {
        try (PacedUpstream upstream = new PacedUpstream(chunks, gapMillis);
                Cassette cassette = Cassette.open(file, "measure stream", "synthetic")) {
            Lane lane = server.openLane(new Lane.Setup(
                    Mode.RECORD,
                    Optional.of(cassette),
                    1,
                    Upstreams.known().with(Upstream.simulated("openai", upstream.url()))));
            List<Long> seen =
                    StreamClient.times(lane.baseUrl("openai") + Workload.PATH).arrivals();
            lane.close();
            List<Long> sent = upstream.sent();
            delays.whole += seen.size() == sent.size() ? 1 : 0;
            for (int i = 0; i < Math.min(seen.size(), sent.size()); i++) {
                double delay = (seen.get(i) - sent.get(i)) / 1e6;
                delays.ofAll.add(delay);
                if (i == 0) {
                    delays.ofFirst.add(delay);
                }
            }
        }
    }

    /** The client counts from sending its request, as a user would. */
    private static void replay(RecorderServer server, Path file, Delays delays) throws IOException {
        Cassette cassette = Cassette.open(file, "", "");
        Lane lane = server.openLane(new Lane.Setup(Mode.REPLAY, Optional.of(cassette), 1, Upstreams.known())
                .withSpeed(ReplaySpeed.RECORDED));
        StreamClient.Times times = StreamClient.times(lane.baseUrl("openai") + Workload.PATH);
        List<Long> seen = times.arrivals();
        lane.close();
        List<StreamEvent> events = cassette.exchanges().get(0).response().events();
        if (seen.size() != events.size()) {
            throw new IllegalStateException("%d of %d chunks came apart".formatted(seen.size(), events.size()));
        }
        for (int i = 0; i < events.size(); i++) {
            delays.ofOffsets.add(
                    Math.abs((seen.get(i) - times.sent()) / 1e6 - events.get(i).atMillis()));
        }
    }

    /** A JVM of its own with a small heap: what passes there is bounded by it, whatever the collector does. */
    private void heap(Path folder, String kind, Figures out) throws IOException {
        for (Mode mode : List.of(Mode.LIVE, Mode.RECORD)) {
            HeapRun.Result result = HeapRun.inChild(folder.resolve(kind + mode + ".jsonl"), mode, kind, megabytes);
            String source = "%d MB of %s, %s, heap of %d MB"
                    .formatted(megabytes, kind, mode.name().toLowerCase(Locale.ROOT), HeapRun.HEAP_MB);
            out.count(source, "megabytes_passed", result.passedMb(), megabytes);
            out.quantity(source, "used_after_collection_growth_mb", result.growthMb(), 1);
            out.quantity(source, "passed_mb_per_s", result.perSecond(), 1);
        }
    }
}
