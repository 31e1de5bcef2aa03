package io.github.junitllm.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.RecordedRequest;

/** OpenAI completions and the APIs compatible with it; of several choices the first is read. */
final class CompletionsReader implements CallReader {

    @Override
    public boolean reads(RecordedRequest request) {
        String path = CallBuilder.path(request);
        return request.method().equals("POST") && path.endsWith("/completions") && !path.endsWith("/chat/completions");
    }

    @Override
    public LlmCall read(Exchange exchange) {
        CallBuilder call = new CallBuilder(exchange);
        call.operation = "text_completion";
        call.requestModel = CallBuilder.modelInPath(exchange.request(), "/deployments/", "/")
                .orElse(null);
        readRequest(CallBuilder.json(exchange.request().body()), call);
        if (exchange.response().isStreamed()) {
            exchange.response().events().forEach(event -> {
                readResponse(CallBuilder.json(event), call);
                call.sawContent(event);
            });
        } else {
            readResponse(CallBuilder.json(exchange.response().body()), call);
        }
        return call.build();
    }

    private static void readRequest(JsonNode body, CallBuilder call) {
        CallBuilder.nonEmpty(body.path("model")).ifPresent(model -> call.requestModel = model);
        call.message("user", body.path("prompt").asText(""));
        body.path("prompt").forEach(prompt -> call.message("user", prompt.isTextual() ? prompt.asText() : ""));
    }

    private static void readResponse(JsonNode body, CallBuilder call) {
        call.errorFrom(body);
        // Writer streams bare values.
        call.text.append(body.path("value").asText(""));
        for (JsonNode choice : body.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                call.text.append(choice.path("text").asText(""));
                OpenAiChatReader.readCommon(body, choice, call);
            }
        }
        if (body.path("choices").isEmpty()) {
            OpenAiChatReader.readCommon(body, Json.MAPPER.missingNode(), call);
        }
    }
}
