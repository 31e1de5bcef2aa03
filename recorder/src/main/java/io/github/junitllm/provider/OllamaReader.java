package io.github.junitllm.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.RecordedRequest;
import java.util.OptionalLong;

/** Ollama's own chat and generate, whose streams are lines of JSON. A prompt found in its cache has no count. */
final class OllamaReader implements CallReader {

    @Override
    public boolean reads(RecordedRequest request) {
        String path = CallBuilder.path(request);
        return request.method().equals("POST") && (path.endsWith("/api/chat") || path.endsWith("/api/generate"));
    }

    @Override
    public LlmCall read(Exchange exchange) {
        CallBuilder call = new CallBuilder(exchange);
        if (CallBuilder.path(exchange.request()).endsWith("/generate")) {
            call.operation = "text_completion";
        }
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
        call.requestModel = CallBuilder.nonEmpty(body.path("model")).orElse(null);
        call.message("system", body.path("system").asText(""));
        call.message("user", body.path("prompt").asText(""));
        for (JsonNode message : body.path("messages")) {
            call.messages.add(new Message(
                    message.path("role").asText(""),
                    CallBuilder.texts(message.path("content")),
                    CallBuilder.repeatedToolCalls(message),
                    message.path("tool_call_id").asText("")));
        }
        call.offeredFunctions(body);
    }

    private static void readResponse(JsonNode body, CallBuilder call) {
        call.errorFrom(body);
        CallBuilder.nonEmpty(body.path("model")).ifPresent(model -> call.responseModel = model);
        JsonNode message = body.path("message");
        call.text.append(message.path("content").asText(""));
        call.text.append(body.path("response").asText(""));
        call.reasoning.append(message.path("thinking").asText(""));
        call.reasoning.append(body.path("thinking").asText(""));
        for (JsonNode tool : message.path("tool_calls")) {
            JsonNode function = tool.path("function");
            call.toolCall(tool.path("id").asText(""), function.path("name").asText(""), function.path("arguments"));
        }
        call.finish(body.path("done_reason"));
        call.usage(
                CallBuilder.count(body.path("prompt_eval_count")),
                CallBuilder.count(body.path("eval_count")),
                OptionalLong.empty(),
                OptionalLong.empty());
    }
}
