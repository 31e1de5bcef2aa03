package io.github.junitllm.stream;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Tells the event after which an API sends nothing more. Clients close their connection once they have it, before the
 * provider ends the response.
 */
@API(status = INTERNAL, since = "0.1")
public final class StreamEnd {

    private static final Set<String> LAST_TYPES =
            Set.of("message_stop", "message-end", "response.completed", "response.failed", "response.incomplete");

    /** Most events are none, and are told apart without being read. */
    private static final Pattern HINT = Pattern.compile(
            "\\[DONE]|message_stop|message-end|response\\.(?:completed|failed|incomplete)|\"done\"|\"is_finished\"");

    private StreamEnd() {}

    /** Returns whether an event, server-sent or a line of JSON, is the last of its stream. */
    public static boolean isLast(Body event) {
        String text = event.text();
        if (!HINT.matcher(text).find()) {
            return false;
        }
        String data = ServerSentEvent.parse(event).map(ServerSentEvent::data).orElse(text);
        if (data.strip().equals("[DONE]")) {
            return true;
        }
        Optional<JsonNode> json = Json.tryRead(data);
        return json.isPresent()
                && (LAST_TYPES.contains(json.get().path("type").asText(""))
                        || json.get().path("done").asBoolean(false)
                        || json.get().path("is_finished").asBoolean(false));
    }
}
