package io.github.junitllm.benchmarks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.server.RecorderServer;
import io.undertow.Undertow;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Speed of replay beside the bare HTTP engine and beside a WireMock stub with the same body, speed of loading, and
 * whether a bigger cassette makes a call slower. All in one JVM, in rounds that take turns, since the machine varies.
 */
final class RecorderKind implements Measure.Kind {

    private static final int ROUNDS = 3;

    /** WireMock is the last to reach its speed. */
    private static final int WARM_UP = 3;

    /** In a round, so that a busy moment of the machine falls on all three. */
    private static final int TURNS = 5;

    private static final int SMALL = 1_000;
    private static final int LARGE = 40_000;

    private final long millis;
    private final int manyTakes;

    RecorderKind(long millis, int manyTakes) {
        this.millis = millis;
        this.manyTakes = manyTakes;
    }

    @Override
    public boolean needsPath() {
        return false;
    }

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Path folder = Files.createTempDirectory("junit-llm-measure");
        try {
            for (int bytes : List.of(SMALL, LARGE)) {
                try (Servers servers = new Servers(folder, bytes)) {
                    for (int connections : List.of(8, 64)) {
                        compare(servers, connections, out, err);
                    }
                }
            }
            load(folder, out);
            growth(folder, out);
        } finally {
            Scratch.delete(folder);
        }
    }

    private void compare(Servers servers, int connections, Figures out, PrintStream err) throws IOException {
        List<Double> timeOfEngine = new ArrayList<>();
        List<Double> speedOfStub = new ArrayList<>();
        for (int round = 1 - WARM_UP; round <= ROUNDS; round++) {
            Load.Round recorder = Load.Round.NONE;
            Load.Round engine = Load.Round.NONE;
            Load.Round stub = Load.Round.NONE;
            for (int turn = 0; turn < TURNS; turn++) {
                recorder = recorder.plus(servers.recorder(connections, millis / TURNS));
                engine = engine.plus(servers.engine(connections, millis / TURNS));
                stub = stub.plus(servers.stub(connections, millis / TURNS));
            }
            err.println(
                    "%s, %d connections, round %d%s: recorder %.0f/s, engine %.0f/s, WireMock %.0f/s; load busy %.2f, %.2f, %.2f"
                            .formatted(
                                    servers.size(),
                                    connections,
                                    round,
                                    round < 1 ? " (warm-up)" : "",
                                    recorder.perSecond(),
                                    engine.perSecond(),
                                    stub.perSecond(),
                                    recorder.busy(),
                                    engine.busy(),
                                    stub.busy()));
            if (round > 0) {
                timeOfEngine.add(engine.perSecond() / recorder.perSecond());
                speedOfStub.add(recorder.perSecond() / stub.perSecond());
            }
        }
        String source = "%s, %d connections".formatted(servers.size(), connections);
        spread(source, "time_per_engine_time", timeOfEngine, out);
        spread(source, "speed_per_wiremock_speed", speedOfStub, out);
    }

    private static void spread(String source, String figure, List<Double> values, Figures out) {
        Spread spread = Spread.of(values);
        out.quantity(source, figure + "_median", spread.median(), values.size());
        out.quantity(source, figure + "_min", spread.min(), values.size());
        out.quantity(source, figure + "_max", spread.max(), values.size());
    }

    private void load(Path folder, Figures out) {
        Path file = folder.resolve("many.jsonl");
        new Workload(1, manyTakes, 1, SMALL).record(file);
        List<Double> millisOfLoad = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            int loaded = Cassette.open(file, "", "").exchanges().size();
            if (loaded != manyTakes) {
                throw new IllegalStateException("loaded %d of %d".formatted(loaded, manyTakes));
            }
            // The first round counts: a JVM that runs tests loads a cassette once.
            millisOfLoad.add((System.nanoTime() - start) / 1e6);
        }
        out.quantity("loading", "first_load_ms", millisOfLoad.get(0), manyTakes);
        spread("loading", "load_ms", millisOfLoad, out);
    }

    /** Lanes of equally many calls in all of them, so that only the size of the cassette differs. */
    private void growth(Path folder, Figures out) throws IOException {
        int few = Workload.CALLS_OF_A_LANE;
        Workload small = new Workload(1, few, 1, SMALL);
        grown(folder, "different requests", small, new Workload(1, manyTakes, 1, SMALL), out);
        grown(
                folder,
                "takes of one request",
                new Workload(1, 1, few, SMALL),
                new Workload(manyTakes / few, 1, few, SMALL),
                out);
    }

    private void grown(Path folder, String kind, Workload few, Workload many, Figures out) throws IOException {
        try (Replay less = new Replay(folder.resolve(kind + "-few.jsonl"), few);
                Replay more = new Replay(folder.resolve(kind + "-many.jsonl"), many)) {
            List<Double> ratios = new ArrayList<>();
            less.run(8, millis);
            more.askEverythingOnce(millis);
            for (int round = 0; round < ROUNDS; round++) {
                ratios.add(less.run(8, millis).perSecond() / more.run(8, millis).perSecond());
            }
            spread("%d instead of %d %s".formatted(many.takes(), few.takes(), kind), "time_of_call_ratio", ratios, out);
        }
    }

    private static final class Replay implements AutoCloseable {

        private final Workload workload;
        private final Cassette cassette;
        private final RecorderServer server = RecorderServer.start(Map.of(), Clock.systemUTC());

        Replay(Path file, Workload workload) {
            this.workload = workload;
            workload.record(file);
            this.cassette = Cassette.open(file, "", "");
        }

        /** Until one round has served each take about twice: the first time takes longer than all later ones. */
        void askEverythingOnce(long millis) throws IOException {
            for (int round = 0; round < 20 && run(8, millis).answered() < 2 * workload.takes(); round++) {
                // the next round comes further
            }
        }

        Load.Round run(int connections, long millis) throws IOException {
            int port = Integer.parseInt(server.url().substring(server.url().lastIndexOf(':') + 1));
            return Load.run(port, workload.replaying(server, cassette, connections), millis);
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** The three that are compared, with the same answer. */
    private static final class Servers implements AutoCloseable {

        private final Workload workload;
        private final Replay replay;
        private final Undertow engine;
        private final WireMockServer stub;

        Servers(Path folder, int bytes) {
            workload = new Workload(10, 100, 1, bytes);
            replay = new Replay(folder.resolve(bytes + ".jsonl"), workload);
            byte[] answer = workload.answer();
            engine = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setHandler(exchange -> exchange.getRequestReceiver().receiveFullBytes((received, body) -> {
                        received.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
                        received.getResponseSender().send(ByteBuffer.wrap(answer));
                    }))
                    .build();
            engine.start();
            // Without its journal, which would fill the memory: the fastest way to run it.
            stub = new WireMockServer(options()
                    .bindAddress("127.0.0.1")
                    .dynamicPort()
                    .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
                    .disableRequestJournal());
            stub.start();
            stub.stubFor(post(urlPathEqualTo(Workload.PATH))
                    .willReturn(aResponse()
                            .withStatus(200)
                            .withHeader("content-type", "application/json")
                            .withBody(answer)));
        }

        String size() {
            return workload.answerBytes() / 1_000 + " kB";
        }

        Load.Round recorder(int connections, long millis) throws IOException {
            return replay.run(connections, millis);
        }

        Load.Round engine(int connections, long millis) throws IOException {
            int port = ((InetSocketAddress) engine.getListenerInfo().get(0).getAddress()).getPort();
            return Load.run(port, workload.against(port, connections), millis);
        }

        Load.Round stub(int connections, long millis) throws IOException {
            return Load.run(stub.port(), workload.against(stub.port(), connections), millis);
        }

        @Override
        public void close() {
            replay.close();
            engine.stop();
            stub.stop();
        }
    }
}
