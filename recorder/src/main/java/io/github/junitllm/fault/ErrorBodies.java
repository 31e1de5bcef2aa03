package io.github.junitllm.fault;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** Error answers in the shape in which the provider itself sends them, so that its SDK reads them. */
@API(status = INTERNAL, since = "0.1")
public final class ErrorBodies {

    /** What providers call an error. */
    private record Names(int status, String openAi, String anthropic, String google, String aws) {}

    private ErrorBodies() {}

    /** Returns the error answer of a fault that {@link FaultKind#isStatus is a status}. */
    public static RecordedResponse of(FaultPlan plan, RecordedRequest request) {
        Names names = names(plan.kind());
        SortedMap<String, String> headers = new TreeMap<>();
        plan.retryAfter().ifPresent(wait -> headers.put("retry-after", String.valueOf(wait.toSeconds())));
        Wire wire = Wire.of(request);
        if (wire == Wire.BEDROCK) {
            headers.put("x-amzn-errortype", names.aws());
        }
        String message = "injected by junit-llm: " + plan.kind().words();
        return new RecordedResponse(
                names.status(),
                "application/json",
                headers,
                Body.of(Json.write(body(wire, names, message))),
                List.of(),
                0);
    }

    private static ObjectNode body(Wire wire, Names names, String message) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        switch (wire) {
            case ANTHROPIC ->
                body.put("type", "error")
                        .putObject("error")
                        .put("type", names.anthropic())
                        .put("message", message);
            case GEMINI ->
                body.putObject("error")
                        .put("code", names.status())
                        .put("message", message)
                        .put("status", names.google());
            case OLLAMA -> body.put("error", message);
            case COHERE, BEDROCK -> body.put("message", message);
            default ->
                body.putObject("error")
                        .put("message", message)
                        .put("type", names.openAi())
                        .putNull("param")
                        .put("code", names.openAi());
        }
        return body;
    }

    private static Names names(FaultKind kind) {
        return switch (kind) {
            case RATE_LIMITED ->
                new Names(429, "rate_limit_exceeded", "rate_limit_error", "RESOURCE_EXHAUSTED", "ThrottlingException");
            case SERVER_ERROR -> new Names(500, "server_error", "api_error", "INTERNAL", "InternalServerException");
            case UNAVAILABLE ->
                new Names(503, "service_unavailable", "api_error", "UNAVAILABLE", "ServiceUnavailableException");
            case OVERLOADED ->
                new Names(529, "server_overloaded", "overloaded_error", "UNAVAILABLE", "ServiceUnavailableException");
            default -> throw new IllegalArgumentException(kind + " is no status");
        };
    }
}
