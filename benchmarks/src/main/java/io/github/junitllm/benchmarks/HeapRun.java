package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.Mode;
import io.github.junitllm.server.RecorderServer;
import io.github.junitllm.server.Upstream;
import io.github.junitllm.server.Upstreams;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;

/** Passes a large stream through the recorder in a JVM with a small heap. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HeapRun {

    static final int HEAP_MB = 64;
    private static final int MB = 1_000_000;

    private HeapRun() {}

    /**
     * What one run gave.
     *
     * @param passedMb megabytes that the client received
     * @param growthMb heap in use after a collection at the end, less that at the start
     * @param perSecond megabytes a second
     */
    record Result(int passedMb, double growthMb, double perSecond) {}

    static Result inChild(Path file, Mode mode, String kind, int megabytes) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MB + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeapRun.class.getName(),
                        file.toString(),
                        mode.name(),
                        kind,
                        String.valueOf(megabytes)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] printed = new String(process.getInputStream().readAllBytes(), UTF_8)
                .strip()
                .split(" ", -1);
        return printed.length < 3
                ? new Result(0, HEAP_MB, 0)
                : new Result(
                        (int) (Long.parseLong(printed[0]) / MB),
                        Double.parseDouble(printed[1]),
                        Double.parseDouble(printed[2]));
    }

    /** The program in the child; prints bytes passed, growth and speed. */
    public static void main(String[] arguments) throws IOException {
        long total = Long.parseLong(arguments[3]) * MB;
        String block = block(arguments[2]);
        AtomicLong passed = new AtomicLong();
        try (ServerSocket upstream = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RecorderServer server = RecorderServer.start(Map.of(), Clock.systemUTC());
                Cassette cassette = Cassette.open(Path.of(arguments[0]), "measure stream", "synthetic")) {
            Thread thread = new Thread(() -> answer(upstream, block, total), "large-upstream");
            thread.setDaemon(true);
            thread.start();
            Lane lane = server.openLane(new Lane.Setup(
                    Mode.valueOf(arguments[1]),
                    Optional.of(cassette),
                    1,
                    Upstreams.known()
                            .with(Upstream.simulated(
                                    "openai", "http://127.0.0.1:" + upstream.getLocalPort() + "/v1"))));
            long before = used();
            long start = System.nanoTime();
            StreamClient.read(lane.baseUrl("openai") + Workload.PATH, passed::addAndGet);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%d %.3f %.3f%n",
                    passed.get(),
                    (used() - before) / (double) MB,
                    passed.get() / seconds / MB);
        }
        System.exit(0);
    }

    private static String block(String kind) {
        String event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\" the parcel came late\"}}]}\n\n";
        String line = "x".repeat(event.length());
        String unit = kind.equals("events") ? event : line;
        return unit.repeat(16_000 / unit.length());
    }

    private static void answer(ServerSocket upstream, String block, long total) {
        try (Socket socket = upstream.accept()) {
            PacedUpstream.readRequest(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                    .getBytes(ISO_8859_1));
            byte[] chunk = PacedUpstream.chunk(block);
            for (long sent = 0; sent < total; sent += block.length()) {
                out.write(chunk);
            }
            out.write("0\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
        } catch (IOException cut) {
            System.err.println("the stream was cut: " + cut);
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
