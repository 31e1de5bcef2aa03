package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider whose first answers are bad and whose later ones are good, asked live. Run by Surefire with a rerun, for {@link
 * MatrixIT}; red on purpose, at both attempts.
 */
class LiveRerunEvals {

    private static final int BAD_ANSWERS = 20;
    private static final AtomicInteger ASKED = new AtomicInteger();

    static {
        System.setProperty("junit.llm.upstream.openai", "http://localhost:" + provider() + "/v1");
        System.setProperty("junit.llm.upstream.openai.simulated", "true");
    }

    @LlmEval(samples = 40, passRate = 0.8, stopEarly = false)
    @Golden(inline = "[{id: late, question: Is it late}]")
    void saysYes(GoldenCase golden, Llm llm) {
        assertThat(Client.ask(llm, golden.text("question"))).isEqualTo("yes");
    }

    private static int provider() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                String answer = ASKED.incrementAndGet() <= BAD_ANSWERS ? "no" : "yes";
                byte[] body = ("{\"model\":\"tiny-1\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":"
                                + "{\"role\":\"assistant\",\"content\":\"" + answer + "\"}}]}")
                        .getBytes(UTF_8);
                exchange.getResponseHeaders().add("content-type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
