package io.github.junitllm.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.server.HttpEngine.Outgoing;
import java.io.IOException;
import java.util.Map;

/** An answer of the recorder's own, in the form in which providers send errors, so that SDKs show its text. */
final class Refusal {

    private Refusal() {}

    static void send(Outgoing response, int status, String code, String message) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode().put("type", "error");
        body.putObject("error")
                .put("type", "junit_llm_" + code)
                .put("code", code)
                .put("message", "junit-llm: " + message);
        // SDKs of OpenAI and Anthropic obey this header: asking again would not help.
        response.send(
                status,
                "application/json",
                Map.of("x-should-retry", "false"),
                Json.write(body).getBytes(UTF_8));
    }
}
