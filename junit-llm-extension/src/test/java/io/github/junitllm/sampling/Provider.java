package io.github.junitllm.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A scripted provider on the loopback address that counts its calls. */
final class Provider implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger calls = new AtomicInteger();

    /** Answers with what the script gives for the number of the call, from 1; with an error where that is {@code HTTP 503}. */
    Provider(IntFunction<String> script) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String answer = script.apply(calls.incrementAndGet());
            int status = answer.startsWith("HTTP ") ? Integer.parseInt(answer.substring("HTTP ".length())) : 200;
            byte[] body = Chat.responseBody(answer, "stop").getBytes(UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    Evals serve(Evals evals) {
        return evals.set("upstream.openai", url()).set("upstream.openai.simulated", "true");
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    int calls() {
        return calls.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
