package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * One message of a request.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}; other roles as sent
 * @param text the text parts joined, empty when there are none
 * @param toolCalls tool calls that an assistant message repeats
 * @param toolCallId for a tool result, the id of the call it answers; else empty
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Message(String role, String text, List<ToolCall> toolCalls, String toolCallId) {

    /** Copies the list. */
    public Message {
        toolCalls = List.copyOf(toolCalls);
    }
}
