package io.github.junitllm.match;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apiguardian.api.API;

/** JSON-RPC 2.0, which MCP speaks: its clients number their messages anew in every run. */
@API(status = INTERNAL, since = "0.1")
public final class JsonRpc {

    private static final String ANY = "#";

    private JsonRpc() {}

    /** Returns the messages of a body, one or a batch of them; none when the body is something else. */
    public static List<ObjectNode> messages(JsonNode body) {
        List<JsonNode> parts = body instanceof ArrayNode batch
                ? StreamSupport.stream(batch.spliterator(), false).toList()
                : List.of(body);
        return parts.stream().allMatch(JsonRpc::isMessage)
                ? parts.stream().map(ObjectNode.class::cast).toList()
                : List.of();
    }

    /** Returns the id that an answer to this body must carry, empty when it asks for none or for several. */
    public static Optional<JsonNode> idOfRequest(JsonNode body) {
        return isMessage(body) && body.has("method") ? Optional.ofNullable(body.get("id")) : Optional.empty();
    }

    /** The body with the same in the place of all ids. */
    static JsonNode withoutIds(JsonNode body) {
        if (messages(body).isEmpty()) {
            return body;
        }
        JsonNode copy = body.deepCopy();
        messages(copy).forEach(JsonRpc::hideIds);
        return copy;
    }

    private static void hideIds(ObjectNode message) {
        hide(message, "id");
        hide(message.path("params"), "requestId");
        hide(message.path("params"), "progressToken");
        hide(message.at("/params/_meta"), "progressToken");
    }

    private static void hide(JsonNode object, String member) {
        if (object instanceof ObjectNode parent && parent.path(member).isValueNode()) {
            parent.put(member, ANY);
        }
    }

    /** Members that change with the version of a client and cannot change an answer. */
    static void removeIrrelevant(ObjectNode message) {
        if (isMessage(message) && message.path("params") instanceof ObjectNode params) {
            params.remove("clientInfo");
        }
    }

    private static boolean isMessage(JsonNode node) {
        return node instanceof ObjectNode
                && node.path("jsonrpc").equals(Json.MAPPER.getNodeFactory().textNode("2.0"));
    }
}
