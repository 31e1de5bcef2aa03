package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.Mode;
import io.github.junitllm.server.RecorderServer;
import io.github.junitllm.server.Upstream;
import io.github.junitllm.server.Upstreams;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apiguardian.api.API;

/** The program that is killed: records in eight lanes at once and prints each question whose answer came in full. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class KilledRecording {

    static final int CASSETTES = 4;
    /** Two samples a cassette, so that their lines mix. */
    static final int LANES = 2 * CASSETTES;

    static final int EACH = 12;
    static final int ALL = LANES * EACH;
    /** Printed when all answers are there and the cassettes are about to be closed. */
    static final String CLOSING = "closing";

    private KilledRecording() {}

    /** Runs in the child: folder, mode, URL of the provider. */
    public static void main(String[] arguments) throws Exception {
        record(Path.of(arguments[0]), Mode.valueOf(arguments[1]), arguments[2]);
        System.exit(0);
    }

    static Path cassette(Path folder, int number) {
        return folder.resolve("c" + number + ".jsonl");
    }

    /** Half are streams, and some bodies are large enough for a file beside the cassette. */
    static String question(int lane, int number) {
        String filler = number % 4 == 3 ? "x".repeat(17_000) : "";
        return "{\"question\":\"%d-%d\",\"stream\":%b,\"filler\":\"%s\"}"
                .formatted(lane, number, number % 2 == 0, filler);
    }

    static void record(Path folder, Mode mode, String url) throws IOException {
        List<Cassette> cassettes = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(LANES);
        try (RecorderServer server = RecorderServer.start(Map.of(), Clock.systemUTC())) {
            List<Callable<Integer>> lanes = new ArrayList<>();
            for (int i = 0; i < CASSETTES; i++) {
                cassettes.add(Cassette.open(cassette(folder, i), "measure kills", "c" + i));
            }
            for (int i = 0; i < LANES; i++) {
                int lane = i;
                lanes.add(() -> ask(server, mode, cassettes.get(lane / 2), lane, url));
            }
            for (Future<Integer> lane : threads.invokeAll(lanes)) {
                lane.get();
            }
            print(CLOSING);
            cassettes.forEach(Cassette::close);
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int ask(RecorderServer server, Mode mode, Cassette cassette, int number, String url)
            throws IOException {
        Upstreams upstreams = Upstreams.known().with(Upstream.simulated("openai", url));
        Lane lane = server.openLane(new Lane.Setup(mode, Optional.of(cassette), number % 2 + 1, upstreams));
        URI base = URI.create(lane.baseUrl("openai"));
        for (int i = 0; i < EACH; i++) {
            RawHttp.Response response = RawHttp.send(
                    base.getPort(),
                    "POST",
                    base.getPath() + Workload.PATH,
                    "application/json",
                    question(number, i).getBytes(UTF_8));
            if (response.status() != 200) {
                throw new IOException("HTTP %d: %s".formatted(response.status(), response.body()));
            }
            print(number + "-" + i);
        }
        lane.close();
        return number;
    }

    /** With an end of its own, since a kill can cut a line. */
    private static void print(String text) {
        System.out.print(text + ";\n");
        System.out.flush();
    }
}
