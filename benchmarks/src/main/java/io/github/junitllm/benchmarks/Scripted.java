package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider that answers what it is asked, in pieces where a stream is asked for, and notes what it was asked. */
final class Scripted implements AutoCloseable {

    static {
        // Without it every answer on a connection that was used before waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final int PIECES = 4;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile long latencyMillis;
    private volatile String answer = "yes";

    Scripted() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Sets the time from a question to its answer. */
    void latency(long millis) {
        latencyMillis = millis;
    }

    /** Sets what is answered from now on. */
    void answer(String text) {
        answer = text;
    }

    /** Returns the bodies of the requests since this was last called. */
    List<String> takeAsked() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String question = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            asked.add(question);
            Thread.sleep(latencyMillis);
            boolean stream = question.contains("\"stream\":true");
            exchange.getResponseHeaders().set("content-type", stream ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (int piece = 1; stream && piece <= PIECES; piece++) {
                out.write("data: %s\n\n"
                        .formatted(document("delta", answer + " " + piece))
                        .getBytes(UTF_8));
                out.flush();
            }
            out.write((stream ? "data: [DONE]\n\n" : document("message", answer)).getBytes(UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String document(String member, String text) {
        return "{\"model\":\"scripted\",\"choices\":[{\"index\":0,\"%s\":{\"role\":\"assistant\",\"content\":\"%s\"}}]}"
                .formatted(member, text);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
