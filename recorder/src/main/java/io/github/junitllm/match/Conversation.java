package io.github.junitllm.match;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What people call the parts of a request body: messages by their role, tools by their name. */
final class Conversation {

    private static final List<String> MESSAGES = List.of("messages", "contents", "input", "chat_history");
    private static final Set<String> MODEL_ROLES = Set.of("assistant", "model", "chatbot");

    private final JsonNode body;

    Conversation(JsonNode body) {
        this.body = body;
    }

    /** The turn that the request asks for, from 1: one more than the answers it holds already. */
    int turn() {
        int answers = 0;
        for (String member : MESSAGES) {
            boolean afterAnswer = false;
            for (JsonNode message : body.path(member)) {
                // Parts of one answer (reasoning, calls, text) stand apart in some APIs.
                boolean answer = isOfModel(message);
                answers += answer && !afterAnswer ? 1 : 0;
                afterAnswer = answer;
            }
        }
        return answers + 1;
    }

    private static boolean isOfModel(JsonNode message) {
        String type = message.path("type").asText("");
        return MODEL_ROLES.contains(message.path("role").asText("").toLowerCase(Locale.ROOT))
                || type.equals("function_call")
                || type.equals("reasoning");
    }

    /** What stands at a pointer, for people; empty when the pointer says it all. */
    String describe(String pointer) {
        String[] segments = pointer.substring(1).split("/", -1);
        JsonNode element =
                segments.length < 2 ? body.path("none") : body.path(segments[0]).path(index(segments[1]));
        if (segments[0].equals("tools")) {
            String name = element.path("name")
                    .asText(element.path("function").path("name").asText(""));
            return name.isEmpty() ? "" : "tool " + name;
        }
        if (segments[0].equals("system") || segments[0].equals("instructions")) {
            return "system message";
        }
        if (!MESSAGES.contains(segments[0]) || !element.isObject()) {
            return "";
        }
        return isToolResult(pointer)
                ? "tool result"
                : element.path("role").isTextual() ? element.path("role").asText() + " message" : "";
    }

    /** Whether what stands there is what a tool of the application's answered. */
    boolean isToolResult(String pointer) {
        String[] segments = pointer.substring(1).split("/", -1);
        JsonNode node = body;
        for (int i = 0; i < segments.length; i++) {
            node = node.isArray() ? node.path(index(segments[i])) : node.path(unescaped(segments[i]));
            String type = node.path("type").asText("");
            if (node.path("role").asText("").equals("tool")
                    || type.equals("tool_result")
                    || type.equals("function_call_output")
                    || segments[i].equals("functionResponse")
                    || segments[i].equals("toolResult")) {
                return i < segments.length - 1;
            }
        }
        return false;
    }

    private static int index(String segment) {
        return segment.matches("\\d{1,9}") ? Integer.parseInt(segment) : -1;
    }

    private static String unescaped(String segment) {
        return segment.replace("~1", "/").replace("~0", "~");
    }
}
