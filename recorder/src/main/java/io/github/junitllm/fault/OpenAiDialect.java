package io.github.junitllm.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import java.util.ArrayList;
import java.util.List;

/** OpenAI chat completions and completions, and what is compatible; of several choices the first. */
final class OpenAiDialect implements Dialect {

    @Override
    public List<Place> texts(ObjectNode document) {
        JsonNode choice = choice(document);
        List<Place> places = new ArrayList<>(Place.texts(message(choice), "content"));
        places.addAll(Place.text("text", choice, "text"));
        return places;
    }

    @Override
    public List<Place> arguments(ObjectNode document) {
        JsonNode message = message(choice(document));
        List<Place> places = new ArrayList<>();
        int position = 0;
        for (JsonNode tool : message.path("tool_calls")) {
            int index = tool.path("index").asInt(position++);
            places.addAll(Place.arguments("call " + index, tool.path("function"), "arguments"));
        }
        places.addAll(Place.arguments("function", message.path("function_call"), "arguments"));
        return places;
    }

    @Override
    public boolean bringsContent(ObjectNode document) {
        JsonNode message = message(choice(document));
        return !texts(document).isEmpty() || !message.path("tool_calls").isEmpty() || message.has("function_call");
    }

    @Override
    public boolean ends(ObjectNode document) {
        return !choice(document).path("finish_reason").asText("").isEmpty();
    }

    @Override
    public void strip(ObjectNode document) {
        if (message(choice(document)) instanceof ObjectNode message) {
            message.remove(List.of("tool_calls", "function_call"));
        }
    }

    @Override
    public boolean end(ObjectNode document, FaultKind kind) {
        if (!(choice(document) instanceof ObjectNode choice)) {
            return false;
        }
        if (kind == FaultKind.REFUSAL) {
            choice.put("finish_reason", "stop");
            if (!(message(choice) instanceof ObjectNode message)) {
                return false;
            }
            message.putNull("content").put("refusal", REFUSAL);
            return true;
        }
        choice.put("finish_reason", kind == FaultKind.TRUNCATED ? "length" : "content_filter");
        return true;
    }

    private static JsonNode choice(ObjectNode document) {
        for (JsonNode choice : document.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                return choice;
            }
        }
        return Json.MAPPER.missingNode();
    }

    private static JsonNode message(JsonNode choice) {
        return choice.has("message") ? choice.path("message") : choice.path("delta");
    }
}
