package io.github.junitllm.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.match.JsonRpc;
import io.github.junitllm.server.HttpEngine.Incoming;
import io.github.junitllm.server.HttpEngine.Outgoing;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** An answer of the recorder's own, in the form in which providers send errors, so that SDKs show its text. */
final class Refusal {

    private static final int SERVER_ERROR = -32000;

    private Refusal() {}

    /** Sends it to a client that may be one of MCP, which takes a status 404 for the end of its session. */
    static void send(Incoming request, Outgoing response, int status, String code, String message) throws IOException {
        Optional<JsonNode> id =
                request.body().exactText().flatMap(Json::tryRead).flatMap(JsonRpc::idOfRequest);
        if (id.isEmpty()) {
            send(response, status, code, message);
            return;
        }
        ObjectNode body = Json.MAPPER.createObjectNode().put("jsonrpc", "2.0").set("id", id.get());
        body.putObject("error").put("code", SERVER_ERROR).put("message", "junit-llm: " + message);
        response.send(200, "application/json", Map.of(), Json.write(body).getBytes(UTF_8));
    }

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
