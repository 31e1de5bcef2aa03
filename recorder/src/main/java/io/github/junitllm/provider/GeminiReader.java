package io.github.junitllm.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import io.github.junitllm.provider.CallBuilder.OpenToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gemini's generateContent and streamGenerateContent, at Google and on Vertex; of several candidates the first is read.
 * A stream comes as server-sent events or, unless asked for those, as one JSON array. Members are written in camel case
 * or in snake case.
 */
final class GeminiReader implements CallReader {

    /** Clients may ask for numbers in place of the words; these are the words in their order. */
    private static final List<String> FINISH_REASONS = List.of(
            "FINISH_REASON_UNSPECIFIED",
            "STOP",
            "MAX_TOKENS",
            "SAFETY",
            "RECITATION",
            "OTHER",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "MALFORMED_FUNCTION_CALL");

    @Override
    public boolean reads(RecordedRequest request) {
        String path = CallBuilder.path(request);
        return request.method().equals("POST")
                && (path.endsWith(":generateContent") || path.endsWith(":streamGenerateContent"));
    }

    @Override
    public LlmCall read(Exchange exchange) {
        CallBuilder call = new CallBuilder(exchange);
        call.operation = "generate_content";
        call.requestModel =
                CallBuilder.modelInPath(exchange.request(), "models/", ":").orElse(null);
        readRequest(CallBuilder.json(exchange.request().body()), call);
        if (exchange.response().isStreamed()) {
            exchange.response().events().forEach(event -> {
                readResponse(CallBuilder.json(event), call);
                call.sawContent(event);
            });
        } else {
            JsonNode body = CallBuilder.json(exchange.response().body());
            (body.isArray() ? body : List.of(body)).forEach(part -> readResponse(part, call));
        }
        return call.build();
    }

    private static void readRequest(JsonNode body, CallBuilder call) {
        call.message(
                "system",
                CallBuilder.texts(
                        either(body, "systemInstruction", "system_instruction").path("parts")));
        for (JsonNode content : listed(body.path("contents"))) {
            readContent(content, call);
        }
        for (JsonNode tool : listed(body.path("tools"))) {
            for (JsonNode function : listed(either(tool, "functionDeclarations", "function_declarations"))) {
                CallBuilder.nonEmpty(function.path("name")).ifPresent(call.toolsOffered::add);
            }
        }
    }

    private static void readContent(JsonNode content, CallBuilder call) {
        String role = content.path("role").asText("user");
        StringBuilder text = new StringBuilder();
        List<ToolCall> repeated = new ArrayList<>();
        for (JsonNode part : listed(content.path("parts"))) {
            JsonNode function = either(part, "functionCall", "function_call");
            JsonNode result = either(part, "functionResponse", "function_response");
            if (function.isObject()) {
                repeated.add(new ToolCall(idOf(function), function.path("name").asText(""), argumentsOf(function)));
            } else if (result.isObject()) {
                call.messages.add(
                        new Message("tool", CallBuilder.arguments(result.path("response")), List.of(), idOf(result)));
            } else if (!part.path("thought").asBoolean(false)) {
                text.append(part.path("text").asText(""));
            }
        }
        if (!text.isEmpty() || !repeated.isEmpty()) {
            call.messages.add(new Message(role.equals("model") ? "assistant" : role, text.toString(), repeated, ""));
        }
    }

    private static void readResponse(JsonNode body, CallBuilder call) {
        call.errorFrom(body);
        CallBuilder.nonEmpty(either(body, "modelVersion", "model_version"))
                .ifPresent(model -> call.responseModel = model);
        for (JsonNode candidate : body.path("candidates")) {
            if (candidate.path("index").asInt(0) == 0) {
                readCandidate(candidate, call);
            }
        }
        readBlock(either(body, "promptFeedback", "prompt_feedback"), call);
        readUsage(either(body, "usageMetadata", "usage_metadata"), call);
    }

    private static void readCandidate(JsonNode candidate, CallBuilder call) {
        finishReason(either(candidate, "finishReason", "finish_reason"))
                .ifPresent(reason -> call.finishReason = reason);
        for (JsonNode part : candidate.path("content").path("parts")) {
            JsonNode function = either(part, "functionCall", "function_call");
            if (function.isObject()) {
                OpenToolCall open = new OpenToolCall(
                        call.toolCalls.size(),
                        idOf(function),
                        function.path("name").asText(""));
                open.arguments.append(argumentsOf(function));
                call.toolCalls.add(open);
            } else if (part.path("thought").asBoolean(false)) {
                call.reasoning.append(part.path("text").asText(""));
            } else {
                call.text.append(part.path("text").asText(""));
            }
        }
    }

    private static Optional<String> finishReason(JsonNode reason) {
        boolean number = reason.isInt() && reason.intValue() >= 0 && reason.intValue() < FINISH_REASONS.size();
        return number ? Optional.of(FINISH_REASONS.get(reason.intValue())) : CallBuilder.nonEmpty(reason);
    }

    /** A blocked prompt has no candidate, and so no other reason to end. */
    private static void readBlock(JsonNode feedback, CallBuilder call) {
        CallBuilder.nonEmpty(either(feedback, "blockReason", "block_reason")).ifPresent(reason -> {
            call.finishReason = reason;
            call.refusal.setLength(0);
            call.refusal.append(CallBuilder.nonEmpty(either(feedback, "blockReasonMessage", "block_reason_message"))
                    .orElse(reason));
        });
    }

    /** Thoughts are counted beside the candidates, and what the provider's own tools brought beside the prompt. */
    private static void readUsage(JsonNode usage, CallBuilder call) {
        OptionalLong prompt = CallBuilder.count(either(usage, "promptTokenCount", "prompt_token_count"));
        OptionalLong tools = CallBuilder.count(either(usage, "toolUsePromptTokenCount", "tool_use_prompt_token_count"));
        OptionalLong answer = CallBuilder.count(either(usage, "candidatesTokenCount", "candidates_token_count"));
        OptionalLong thoughts = CallBuilder.count(either(usage, "thoughtsTokenCount", "thoughts_token_count"));
        OptionalLong cached = CallBuilder.count(either(usage, "cachedContentTokenCount", "cached_content_token_count"));
        call.usage = new Usage(
                CallBuilder.later(CallBuilder.sum(prompt, tools), call.usage.input()),
                CallBuilder.later(CallBuilder.sum(answer, thoughts), call.usage.output()),
                CallBuilder.later(cached, call.usage.cached()),
                OptionalLong.empty(),
                CallBuilder.later(thoughts, call.usage.reasoning()));
    }

    /** A call without arguments may have no member for them. */
    private static String argumentsOf(JsonNode function) {
        JsonNode arguments = function.path("args");
        return arguments.isObject() ? CallBuilder.arguments(arguments) : "{}";
    }

    private static String idOf(JsonNode node) {
        return node.path("id").asText("");
    }

    private static JsonNode either(JsonNode node, String camel, String snake) {
        return node.has(camel) ? node.path(camel) : node.path(snake);
    }

    /** The API takes a single object where it wants a list. */
    private static Iterable<JsonNode> listed(JsonNode node) {
        return node.isObject() ? List.of(node) : node;
    }
}
