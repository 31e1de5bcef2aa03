package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What the bytes of a response say, found by a plain scan that shares nothing with the recorder's readers, so that it
 * can judge them. The last value of a stream stands.
 */
final class WireScan {

    private static final Pattern LINE = Pattern.compile("\r\n|\n|\r");

    final StringBuilder text = new StringBuilder();
    String finishReason = "";
    OptionalLong input = OptionalLong.empty();
    OptionalLong output = OptionalLong.empty();
    final List<String> models = new ArrayList<>();
    /** The response names no model; the models are those of the request. */
    boolean modelOnlyAsked;

    private long cached;
    private long written;
    /** Name and arguments by position on the wire. */
    private final Map<String, StringBuilder> toolCalls = new LinkedHashMap<>();

    private String lastToolCall = "";

    static WireScan chatCompletions(JsonNode row) {
        WireScan scan = new WireScan();
        documents(row).forEach(scan::chatCompletion);
        return scan;
    }

    static WireScan messages(JsonNode row) {
        WireScan scan = new WireScan();
        documents(row).forEach(scan::message);
        return scan;
    }

    boolean hasText() {
        return !text.isEmpty();
    }

    boolean hasToolCalls() {
        return !toolCalls.isEmpty();
    }

    boolean hasUsage() {
        return input.isPresent() || output.isPresent();
    }

    /** Returns each call as its name, a space and its arguments without white space between tokens. */
    List<String> toolCalls() {
        return toolCalls.values().stream().map(StringBuilder::toString).toList();
    }

    /** Returns the response as one document, or the documents of its stream in order. */
    static List<JsonNode> documents(JsonNode row) {
        JsonNode response = row.path("response");
        if (response.path("body").isContainerNode()) {
            return List.of(response.path("body"));
        }
        List<JsonNode> documents = new ArrayList<>();
        for (String line : LINE.split(response.path("body_text").asText(""), -1)) {
            Optional<JsonNode> json = Json.tryRead(line.replaceFirst("^data:", ""));
            json.filter(JsonNode::isContainerNode).ifPresent(documents::add);
        }
        return documents;
    }

    void chatCompletion(JsonNode document) {
        addModel(document.path("model"));
        for (JsonNode usage : List.of(document.path("usage"), document.at("/x_groq/usage"))) {
            input = latest(usage.path("prompt_tokens"), input);
            output = latest(usage.path("completion_tokens"), output);
        }
        for (JsonNode choice : document.path("choices")) {
            if (choice.path("index").asInt(0) != 0) {
                continue;
            }
            finishReason = choice.path("finish_reason").asText("").replaceFirst("^null$|^$", finishReason);
            JsonNode message = choice.has("delta") ? choice.path("delta") : choice.path("message");
            chatContent(message.path("content"));
            int position = 0;
            for (JsonNode call : message.path("tool_calls")) {
                String index = String.valueOf(call.path("index").asInt(position++));
                String id = call.path("id").asText("");
                toolCall(index, id, call.path("function"));
            }
            if (message.path("function_call").isObject()) {
                toolCall("function_call", "", message.path("function_call"));
            }
        }
    }

    private void chatContent(JsonNode content) {
        if (content.isTextual()) {
            text.append(content.asText());
        }
        for (JsonNode part : content) {
            if (part.path("text").isTextual()) {
                text.append(part.path("text").asText());
            }
        }
    }

    private void toolCall(String index, String id, JsonNode function) {
        // A new id under an old index is another call: some compatible servers number every call 0.
        String key = id.isEmpty() && lastToolCall.startsWith(index + "/") ? lastToolCall : index + "/" + id;
        lastToolCall = key;
        StringBuilder call = toolCalls.computeIfAbsent(key, k -> new StringBuilder());
        if (call.isEmpty()) {
            call.append(function.path("name").asText("")).append(' ');
        }
        JsonNode arguments = function.path("arguments");
        call.append(arguments.isContainerNode() ? Json.write(arguments) : arguments.asText(""));
    }

    private void message(JsonNode document) {
        switch (document.path("type").asText("")) {
            case "message" -> wholeMessage(document);
            case "message_start" -> wholeMessage(document.path("message"));
            case "content_block_start" -> block(document.path("index").asText(), document.path("content_block"));
            case "content_block_delta" -> {
                text.append(document.at("/delta/text").asText(""));
                StringBuilder call = toolCalls.get(document.path("index").asText());
                if (call != null) {
                    call.append(document.at("/delta/partial_json").asText(""));
                }
            }
            case "message_delta" -> {
                stop(document.path("delta"));
                usage(document.path("usage"));
            }
            default -> {
                // nothing that a figure counts
            }
        }
    }

    private void wholeMessage(JsonNode message) {
        addModel(message.path("model"));
        int index = 0;
        for (JsonNode block : message.path("content")) {
            block(String.valueOf(index++), block);
        }
        stop(message);
        usage(message.path("usage"));
    }

    private void block(String index, JsonNode block) {
        if (block.path("type").asText("").equals("text")) {
            text.append(block.path("text").asText(""));
        } else if (block.path("type").asText("").equals("tool_use")) {
            String start = block.path("input").isEmpty() ? "" : Json.write(block.path("input"));
            toolCalls.put(index, new StringBuilder(block.path("name").asText("") + " " + start));
        }
    }

    private void stop(JsonNode node) {
        if (node.path("stop_reason").isTextual()) {
            finishReason = node.path("stop_reason").asText();
        }
    }

    private void usage(JsonNode usage) {
        cached = latest(usage.path("cache_read_input_tokens"), OptionalLong.of(cached))
                .getAsLong();
        written = latest(usage.path("cache_creation_input_tokens"), OptionalLong.of(written))
                .getAsLong();
        if (usage.path("input_tokens").isNumber()) {
            input = OptionalLong.of(usage.path("input_tokens").asLong() + cached + written);
        }
        output = latest(usage.path("output_tokens"), output);
    }

    /** Forgets the answer, since the whole of it comes again. */
    void restart() {
        text.setLength(0);
        toolCalls.clear();
    }

    /** Adds a tool call that came in one piece. */
    void addToolCall(JsonNode name, JsonNode arguments) {
        String written = arguments.isContainerNode() ? Json.write(arguments) : arguments.asText("");
        toolCalls.put("whole/" + toolCalls.size(), new StringBuilder(name.asText("") + " " + written));
    }

    /** Goes on with the arguments of the last tool call that was added. */
    void addArguments(String more) {
        toolCalls
                .computeIfAbsent("whole/" + (toolCalls.size() - 1), key -> new StringBuilder())
                .append(more);
    }

    void finish(JsonNode reason) {
        if (reason.isTextual()) {
            finishReason = reason.asText();
        }
    }

    void addModel(JsonNode model) {
        if (!model.asText("").isEmpty() && !model.isNull()) {
            models.add(model.asText());
        }
    }

    static OptionalLong latest(JsonNode count, OptionalLong before) {
        return count.isNumber() ? OptionalLong.of(count.asLong()) : before;
    }
}
