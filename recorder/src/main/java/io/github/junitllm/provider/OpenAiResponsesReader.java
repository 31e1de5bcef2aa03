package io.github.junitllm.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import io.github.junitllm.provider.CallBuilder.OpenToolCall;
import java.util.List;
import java.util.regex.Pattern;

/**
 * OpenAI responses and the APIs compatible with it. Tools that the provider runs itself (web search, tool search) are no
 * tool calls of the application.
 */
final class OpenAiResponsesReader implements CallReader {

    /** A response that runs in the background is fetched, or given up, by its id. */
    private static final Pattern FETCHED = Pattern.compile(".*/responses/[^/]+");

    private static final Pattern CREATED = Pattern.compile(".*/responses(?:/[^/]+/cancel)?");

    @Override
    public boolean reads(RecordedRequest request) {
        String path = CallBuilder.path(request);
        return switch (request.method()) {
            case "POST" -> CREATED.matcher(path).matches();
            case "GET" -> FETCHED.matcher(path).matches();
            default -> false;
        };
    }

    @Override
    public LlmCall read(Exchange exchange) {
        CallBuilder call = new CallBuilder(exchange);
        readRequest(CallBuilder.json(exchange.request().body()), call);
        if (exchange.response().isStreamed()) {
            exchange.response().events().forEach(event -> readEvent(event, call));
        } else {
            readResponse(CallBuilder.json(exchange.response().body()), call);
        }
        return call.build();
    }

    private static void readRequest(JsonNode body, CallBuilder call) {
        call.requestModel = CallBuilder.nonEmpty(body.path("model")).orElse(null);
        call.message("system", CallBuilder.texts(body.path("instructions")));
        if (body.path("input").isTextual()) {
            call.message("user", body.path("input").asText());
        }
        for (JsonNode item : body.path("input")) {
            readItem(item, call);
        }
        for (JsonNode tool : body.path("tools")) {
            CallBuilder.nonEmpty(tool.path("name")).ifPresent(call.toolsOffered::add);
        }
    }

    private static void readItem(JsonNode item, CallBuilder call) {
        String id = item.path("call_id").asText("");
        switch (item.path("type").asText("message")) {
            case "message" -> {
                String role = item.path("role").asText("");
                call.messages.add(new Message(
                        role.equals("developer") ? "system" : role,
                        CallBuilder.texts(item.path("content")),
                        List.of(),
                        ""));
            }
            case "function_call", "custom_tool_call" -> {
                ToolCall repeated = new ToolCall(id, item.path("name").asText(""), argumentsOf(item));
                call.messages.add(new Message("assistant", "", List.of(repeated), ""));
            }
            case "function_call_output", "custom_tool_call_output" ->
                call.messages.add(new Message("tool", CallBuilder.texts(item.path("output")), List.of(), id));
            default -> {
                // encrypted reasoning, references and the provider's own tools are opaque
            }
        }
    }

    private static String argumentsOf(JsonNode item) {
        return CallBuilder.arguments(item.has("arguments") ? item.path("arguments") : item.path("input"));
    }

    private static void readEvent(StreamEvent event, CallBuilder call) {
        JsonNode data = CallBuilder.json(event);
        String delta = data.path("delta").asText("");
        int index = data.path("output_index").asInt(0);
        switch (data.path("type").asText("")) {
            case "response.output_text.delta" -> call.text.append(delta);
            case "response.refusal.delta" -> call.refusal.append(delta);
            case "response.reasoning_text.delta", "response.reasoning_summary_text.delta" ->
                call.reasoning.append(delta);
            case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
                call.openToolCall(index).ifPresent(open -> open.arguments.append(delta));
            case "response.output_item.added", "response.output_item.done" ->
                readToolCall(data.path("item"), index, call);
            case "error" -> {
                call.errorFrom(data);
                CallBuilder.nonEmpty(data.path("message")).ifPresent(message -> call.error = message);
            }
            default -> readResponse(data.path("response"), call);
        }
        call.sawContent(event);
    }

    /** A stream ends with the whole response; it adds what the deltas have not told. */
    private static void readResponse(JsonNode response, CallBuilder call) {
        call.errorFrom(response);
        CallBuilder.nonEmpty(response.path("model")).ifPresent(model -> call.responseModel = model);
        readStatus(response, call);
        readUsage(response.path("usage"), call);
        boolean noText = call.text.isEmpty();
        boolean noReasoning = call.reasoning.isEmpty();
        boolean noRefusal = call.refusal.isEmpty();
        int index = 0;
        for (JsonNode item : response.path("output")) {
            if (item.path("type").asText("").equals("message")) {
                for (JsonNode part : item.path("content")) {
                    appendIf(noText && part.path("type").asText("").equals("output_text"), call.text, part, "text");
                    appendIf(noRefusal, call.refusal, part, "refusal");
                }
            } else if (item.path("type").asText("").equals("reasoning") && noReasoning) {
                call.reasoning.append(CallBuilder.texts(item.path("summary")));
                call.reasoning.append(CallBuilder.texts(item.path("content")));
            }
            readToolCall(item, index++, call);
        }
    }

    private static void appendIf(boolean wanted, StringBuilder to, JsonNode part, String member) {
        if (wanted) {
            to.append(part.path(member).asText(""));
        }
    }

    private static void readToolCall(JsonNode item, int index, CallBuilder call) {
        String type = item.path("type").asText("");
        String name = item.path("name").asText("");
        // Some providers show calls of their own tools as custom ones; the application's are those it offered.
        if (!type.equals("function_call") && !(type.equals("custom_tool_call") && call.toolsOffered.contains(name))) {
            return;
        }
        String id = item.path("call_id").asText("");
        OpenToolCall open = call.toolCalls.stream()
                .filter(candidate -> id.isEmpty() ? candidate.index == index : candidate.id.equals(id))
                .findFirst()
                .orElseGet(() -> {
                    OpenToolCall added = new OpenToolCall(index, id, name);
                    call.toolCalls.add(added);
                    return added;
                });
        if (open.arguments.isEmpty()) {
            open.arguments.append(argumentsOf(item));
        }
    }

    /** Why an incomplete response ended stands apart from its status; one that runs has not ended. */
    private static void readStatus(JsonNode response, CallBuilder call) {
        CallBuilder.nonEmpty(response.path("status"))
                .filter(status -> !status.equals("in_progress") && !status.equals("queued"))
                .ifPresent(status -> call.finishReason = CallBuilder.nonEmpty(
                                response.path("incomplete_details").path("reason"))
                        .orElse(status));
    }

    private static void readUsage(JsonNode usage, CallBuilder call) {
        if (usage.isObject()) {
            JsonNode input = usage.path("input_tokens_details");
            call.usage = new Usage(
                    CallBuilder.count(usage.path("input_tokens")),
                    CallBuilder.count(usage.path("output_tokens")),
                    CallBuilder.count(input.path("cached_tokens")),
                    CallBuilder.count(input.path("cache_write_tokens")),
                    CallBuilder.count(usage.path("output_tokens_details").path("reasoning_tokens")));
        }
    }
}
