package io.github.junitllm.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.exchange.Usage;
import io.github.junitllm.provider.CallBuilder.OpenToolCall;
import java.util.OptionalLong;

/** OpenAI chat completions and the many APIs compatible with it; of several choices the first is read. */
final class OpenAiChatReader implements CallReader {

    @Override
    public boolean reads(RecordedRequest request) {
        String path = CallBuilder.path(request);
        return request.method().equals("POST") && (path.endsWith("/chat/completions") || isWriter(request, path));
    }

    /** Writer has the same API under a path that was Cohere's first; Cohere's takes one message there. */
    private static boolean isWriter(RecordedRequest request, String path) {
        return path.endsWith("/v1/chat") && CallBuilder.json(request.body()).has("messages");
    }

    @Override
    public LlmCall read(Exchange exchange) {
        CallBuilder call = new CallBuilder(exchange);
        // Azure names its deployment in the path.
        call.requestModel = CallBuilder.modelInPath(exchange.request(), "/deployments/", "/")
                .orElse(null);
        readRequest(CallBuilder.json(exchange.request().body()), call);
        if (exchange.response().isStreamed()) {
            exchange.response().events().forEach(event -> readEvent(event, call));
        } else {
            readWhole(CallBuilder.json(exchange.response().body()), call);
        }
        return call.build();
    }

    static void readRequest(JsonNode body, CallBuilder call) {
        CallBuilder.nonEmpty(body.path("model")).ifPresent(model -> call.requestModel = model);
        for (JsonNode message : body.path("messages")) {
            String role = message.path("role").asText("");
            call.messages.add(new Message(
                    role.equals("developer") ? "system" : role,
                    parts(message.path("content"), "text"),
                    CallBuilder.repeatedToolCalls(message),
                    message.path("tool_call_id").asText("")));
        }
        call.offeredFunctions(body);
        for (JsonNode function : body.path("functions")) {
            CallBuilder.nonEmpty(function.path("name")).ifPresent(call.toolsOffered::add);
        }
    }

    static void readWhole(JsonNode body, CallBuilder call) {
        call.errorFrom(body);
        JsonNode choice = body.path("choices").path(0);
        readCommon(body, choice, call);
        readContent(choice.path("message"), call);
    }

    private static void readEvent(StreamEvent event, CallBuilder call) {
        readChunk(CallBuilder.json(event), call);
        call.sawContent(event);
    }

    static void readChunk(JsonNode chunk, CallBuilder call) {
        call.errorFrom(chunk);
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                readCommon(chunk, choice, call);
                readContent(choice.path("delta"), call);
            }
        }
        if (chunk.path("choices").isEmpty()) {
            readCommon(chunk, Json.MAPPER.missingNode(), call);
        }
    }

    /** Usage is cumulative where it comes more than once: the last one stands. */
    static void readCommon(JsonNode body, JsonNode choice, CallBuilder call) {
        CallBuilder.nonEmpty(body.path("model")).ifPresent(model -> call.responseModel = model);
        CallBuilder.nonEmpty(choice.path("finish_reason")).ifPresent(reason -> call.finishReason = reason);
        JsonNode usage = body.path("usage").isObject()
                ? body.path("usage")
                : body.path("x_groq").path("usage");
        if (usage.isObject()) {
            OptionalLong cached =
                    CallBuilder.count(usage.path("prompt_tokens_details").path("cached_tokens"));
            call.usage = new Usage(
                    CallBuilder.count(usage.path("prompt_tokens")),
                    CallBuilder.count(usage.path("completion_tokens")),
                    cached.isPresent() ? cached : CallBuilder.count(usage.path("prompt_cache_hit_tokens")),
                    OptionalLong.empty(),
                    CallBuilder.count(usage.path("completion_tokens_details").path("reasoning_tokens")));
        }
    }

    private static void readContent(JsonNode message, CallBuilder call) {
        call.text.append(parts(message.path("content"), "text"));
        call.reasoning.append(parts(message.path("content"), "thinking"));
        CallBuilder.nonEmpty(message.path("reasoning_content"))
                .or(() -> CallBuilder.nonEmpty(message.path("reasoning")))
                .ifPresent(call.reasoning::append);
        CallBuilder.nonEmpty(message.path("refusal")).ifPresent(call.refusal::append);
        int position = 0;
        for (JsonNode tool : message.path("tool_calls")) {
            readToolCall(tool, tool.path("index").asInt(position++), call);
        }
        JsonNode function = message.path("function_call");
        if (function.isObject()) {
            add(0, "", function, call);
        }
    }

    private static void readToolCall(JsonNode tool, int index, CallBuilder call) {
        add(index, tool.path("id").asText(""), tool.path("function"), call);
    }

    /** A delta goes on with the call of its index, unless its id says that it is another one. */
    private static void add(int index, String id, JsonNode function, CallBuilder call) {
        String name = function.path("name").asText("");
        OpenToolCall open = null;
        for (OpenToolCall candidate : call.toolCalls) {
            if (candidate.index == index && (id.isEmpty() || candidate.id.isEmpty() || candidate.id.equals(id))) {
                open = candidate;
            }
        }
        if (open == null) {
            open = new OpenToolCall(index, id, name);
            call.toolCalls.add(open);
        } else {
            open.id = open.id.isEmpty() ? id : open.id;
            open.name = open.name.isEmpty() ? name : open.name;
        }
        open.arguments.append(CallBuilder.arguments(function.path("arguments")));
    }

    /** Joins the parts of a content that is a text or a list of parts; "text" parts or those of another type. */
    private static String parts(JsonNode content, String type) {
        if (content.isTextual()) {
            return type.equals("text") ? content.asText() : "";
        }
        StringBuilder joined = new StringBuilder();
        for (JsonNode part : content) {
            JsonNode value = part.path(type);
            joined.append(value.isArray() ? parts(value, "text") : value.asText(""));
        }
        return joined.toString();
    }
}
