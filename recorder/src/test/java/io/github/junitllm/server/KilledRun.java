package io.github.junitllm.server;

import static io.github.junitllm.testing.RawUpstream.chunk;
import static io.github.junitllm.testing.RawUpstream.endStream;
import static io.github.junitllm.testing.RawUpstream.json;
import static io.github.junitllm.testing.RawUpstream.startStream;

import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The program that {@link KilledRunTest} kills: records 200 exchanges and prints each that it has received in full. */
final class KilledRun {

    static final int EXCHANGES = 200;

    private KilledRun() {}

    public static void main(String[] arguments) throws Exception {
        try (RawUpstream upstream = new RawUpstream(KilledRun::answer);
                Rig rig = new Rig(Path.of(arguments[0])).openAiAt(upstream.url())) {
            record(rig);
        }
    }

    static void answer(RawUpstream.Request request, OutputStream out) throws IOException {
        if (request.body().contains("\"stream\":true")) {
            startStream(out);
            for (int i = 0; i < 5; i++) {
                chunk(out, "data: {\"part\":" + i + ",\"text\":\"" + "x".repeat(200) + "\"}\n\n");
            }
            chunk(out, "data: " + request.body() + "\n\n");
            endStream(out);
        } else {
            json(out, 200, "{\"echo\":" + request.body() + "}");
        }
    }

    static String request(int index) {
        return "{\"index\":%d,\"stream\":%b}".formatted(index, index % 2 == 0);
    }

    static void record(Rig rig) throws Exception {
        Lane lane = rig.lane(Mode.RECORD);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Object>> all = threads.invokeAll(IntStream.range(0, EXCHANGES)
                    .mapToObj(index -> (Callable<Object>) () -> {
                        RawHttp.Response response =
                                RawHttp.post(lane.baseUrl("openai") + "/chat/completions", request(index));
                        if (response.status() == 200) {
                            System.out.println(index + ";");
                        }
                        return index;
                    })
                    .toList());
            for (Future<Object> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
