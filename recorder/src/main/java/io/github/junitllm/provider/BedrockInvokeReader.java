package io.github.junitllm.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.RecordedRequest;
import java.util.OptionalLong;

/**
 * Bedrock invoke, which passes on whatever the family of the model speaks: told apart by the shape of the bodies, since
 * the path may name a profile instead of a model.
 */
final class BedrockInvokeReader implements CallReader {

    @Override
    public boolean reads(RecordedRequest request) {
        return request.method().equals("POST")
                && CallBuilder.path(request).matches(".*/model/.+/invoke(-with-response-stream)?");
    }

    @Override
    public LlmCall read(Exchange exchange) {
        CallBuilder call = new CallBuilder(exchange);
        call.requestModel = CallBuilder.modelInPath(exchange.request(), "/model/", "/invoke")
                .orElse(null);
        String model = call.requestModel;
        readRequest(CallBuilder.json(exchange.request().body()), call);
        // The body of Cohere and others may name a model too; the path is what was asked.
        call.requestModel = model;
        JsonNode body = CallBuilder.json(exchange.response().body());
        call.errorFrom(body);
        readResponse(body, call);
        BedrockEvents.of(exchange.response().body()).forEach(event -> readEvent(event.type(), event.payload(), call));
        AnthropicMessagesReader.completeArguments(call);
        return call.build();
    }

    /** A chunk holds what the family would stream itself: events of Claude or Nova, else pieces of the whole. */
    private static void readEvent(String type, JsonNode chunk, CallBuilder call) {
        if (!type.equals("chunk")) {
            CallBuilder.nonEmpty(chunk.path("message")).ifPresent(message -> call.error = message);
        } else if (chunk.has("type")) {
            AnthropicMessagesReader.readEvent(chunk, call);
        } else if (chunk.has("choices")) {
            OpenAiChatReader.readChunk(chunk, call);
        } else if (chunk.has("outputText") || chunk.has("text")) {
            call.text.append(chunk.path("outputText").asText(chunk.path("text").asText("")));
            call.finish(chunk.path("completionReason"));
            call.finish(chunk.path("finish_reason"));
            output(chunk.path("totalOutputTextTokenCount"), call);
            input(chunk.path("inputTextTokenCount"), call);
        } else {
            chunk.properties()
                    .forEach(member -> BedrockConverseReader.readEvent(member.getKey(), member.getValue(), call));
            readCompletion(chunk, call);
        }
    }

    private static void readRequest(JsonNode body, CallBuilder call) {
        if (body.has("anthropic_version")) {
            AnthropicMessagesReader.readRequest(body, call);
        } else if (body.has("schemaVersion") || body.has("inferenceConfig")) {
            BedrockConverseReader.readRequest(body, call);
        } else if (body.has("messages")) {
            OpenAiChatReader.readRequest(body, call);
        } else if (body.has("message")) {
            CohereV1Reader.readRequest(body, call);
        } else {
            readPrompt(body, call);
        }
    }

    private static void readPrompt(JsonNode body, CallBuilder call) {
        if (body.has("texts")) {
            call.operation = "embeddings";
        } else if (body.has("prompt") || body.has("inputText")) {
            call.operation = "text_completion";
        }
        call.message("user", body.path("prompt").asText(""));
        call.message("user", body.path("inputText").asText(""));
    }

    private static void readResponse(JsonNode body, CallBuilder call) {
        if (body.has("embedding") || body.has("embeddings")) {
            call.operation = "embeddings";
            call.messages.clear();
            input(body.path("inputTextTokenCount"), call);
        } else if (body.path("content").isArray()) {
            AnthropicMessagesReader.readMessage(body, call);
        } else if (body.path("output").has("message")) {
            BedrockConverseReader.readResponse(body, call);
        } else if (body.has("choices")) {
            OpenAiChatReader.readWhole(body, call);
            call.finish(body.path("choices").path(0).path("stop_reason"));
        } else if (body.has("generations") || body.has("text")) {
            CohereV1Reader.readResponse(body, call);
        } else {
            readCompletion(body, call);
        }
    }

    /** Titan, Llama, Mistral, AI21 and the first Claude, one line each where their members do not meet. */
    private static void readCompletion(JsonNode body, CallBuilder call) {
        JsonNode titan = body.path("results").path(0);
        JsonNode mistral = body.path("outputs").path(0);
        JsonNode ai21 = body.path("completions").path(0);
        call.text.append(titan.path("outputText").asText(""));
        call.text.append(body.path("generation").asText(""));
        call.text.append(mistral.path("text").asText(""));
        call.text.append(ai21.path("data").path("text").asText(""));
        call.text.append(body.path("completion").asText(""));
        call.finish(titan.path("completionReason"));
        call.finish(body.path("stop_reason"));
        call.finish(mistral.path("stop_reason"));
        call.finish(ai21.path("finishReason").path("reason"));
        input(body.path("inputTextTokenCount"), call);
        input(body.path("prompt_token_count"), call);
        output(titan.path("tokenCount"), call);
        output(body.path("generation_token_count"), call);
    }

    private static void input(JsonNode count, CallBuilder call) {
        call.usage(CallBuilder.count(count), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    private static void output(JsonNode count, CallBuilder call) {
        call.usage(OptionalLong.empty(), CallBuilder.count(count), OptionalLong.empty(), OptionalLong.empty());
    }
}
