package io.github.junitllm.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.RecordedRequest;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Embeddings of OpenAI and the APIs compatible with it, Cohere, Ollama and Gemini: model, usage and error. There are no
 * messages and there is no text; the vectors are in the body of the exchange.
 */
final class EmbeddingsReader implements CallReader {

    private static final Pattern PATH = Pattern.compile(".*(?:/embeddings|/embed|:embedContent|:batchEmbedContents)");

    @Override
    public boolean reads(RecordedRequest request) {
        return request.method().equals("POST")
                && PATH.matcher(CallBuilder.path(request)).matches();
    }

    @Override
    public LlmCall read(Exchange exchange) {
        CallBuilder call = new CallBuilder(exchange);
        call.operation = "embeddings";
        call.requestModel = CallBuilder.nonEmpty(
                        CallBuilder.json(exchange.request().body()).path("model"))
                .or(() -> CallBuilder.modelInPath(exchange.request(), "/deployments/", "/"))
                .or(() -> CallBuilder.modelInPath(exchange.request(), "models/", ":"))
                .orElse(null);
        JsonNode body = CallBuilder.json(exchange.response().body());
        call.errorFrom(body);
        CallBuilder.nonEmpty(body.path("model")).ifPresent(model -> call.responseModel = model);
        readUsage(body, call);
        return call.build();
    }

    private static void readUsage(JsonNode body, CallBuilder call) {
        OptionalLong none = OptionalLong.empty();
        CohereChatReader.readUsage(body.path("meta"), call);
        call.usage(CallBuilder.count(body.path("prompt_eval_count")), none, none, none);
        call.usage(CallBuilder.count(body.path("usageMetadata").path("promptTokenCount")), none, none, none);
        JsonNode usage = body.path("usage");
        call.usage(
                CallBuilder.count(usage.path("prompt_tokens")),
                CallBuilder.count(usage.path("completion_tokens")),
                none,
                none);
    }
}
