package io.github.junitllm.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.match.JsonRpc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The ids of a JSON-RPC answer, made those that the client asked with: it would wait for ever for an answer to its request
 * of this run. All other bytes stay as recorded.
 */
final class JsonRpcIds {

    private static final Set<String> NAMES = Set.of("id", "progressToken");
    private static final Pattern ID = Pattern.compile("(?:/\\d+)?/id");
    private static final Pattern TOKEN = Pattern.compile("(?:/\\d+)?/params/progressToken");

    private final Map<JsonNode, JsonNode> ids = new HashMap<>();
    private final Map<JsonNode, JsonNode> tokens = new HashMap<>();

    private JsonRpcIds() {}

    /** Returns the exchange with the answer that fits a request as it is asked now. */
    static Exchange answering(Exchange recorded, Body asked) {
        Body before = recorded.request().body();
        if (before.equals(asked) || before.isEmpty() || !before.text().contains("\"jsonrpc\"")) {
            return recorded;
        }
        JsonRpcIds renamed = new JsonRpcIds();
        List<ObjectNode> messages = messages(before);
        List<ObjectNode> current = messages(asked);
        for (int i = 0; i < Math.min(messages.size(), current.size()); i++) {
            rename(renamed.ids, messages.get(i).path("id"), current.get(i).path("id"));
            String token = "/params/_meta/progressToken";
            rename(renamed.tokens, messages.get(i).at(token), current.get(i).at(token));
        }
        return new Exchange(
                recorded.key(),
                recorded.sample(),
                recorded.occurrence(),
                recorded.request(),
                renamed.in(recorded.response()),
                recorded.provenance());
    }

    private static List<ObjectNode> messages(Body body) {
        return body.exactText().flatMap(Json::tryRead).map(JsonRpc::messages).orElse(List.of());
    }

    private static void rename(Map<JsonNode, JsonNode> names, JsonNode recorded, JsonNode asked) {
        if (recorded.isValueNode() && asked.isValueNode()) {
            names.put(recorded, asked);
        }
    }

    private RecordedResponse in(RecordedResponse response) {
        if (!response.isStreamed()) {
            return new RecordedResponse(
                    response.status(),
                    response.contentType(),
                    response.headers(),
                    in(response.body(), response.body().bytes()),
                    List.of(),
                    response.totalMillis());
        }
        List<StreamEvent> events = response.events().stream()
                .map(event -> new StreamEvent(event.atMillis(), in(event.raw(), data(event.raw()))))
                .toList();
        return RecordedResponse.streamed(
                response.status(), response.contentType(), response.headers(), events, response.totalMillis());
    }

    /** The event with blanks in the place of all that is not its data, so that what is found keeps its place. */
    private static byte[] data(Body event) {
        byte[] bytes = event.bytes();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n' || bytes[i] == '\r') {
                boolean data = new String(bytes, start, Math.min(5, i - start), ISO_8859_1).equals("data:");
                Arrays.fill(bytes, start, data ? start + 5 : i, (byte) ' ');
                start = i + 1;
            }
        }
        return bytes;
    }

    /**
     * @param json the JSON in the body, each byte in its place
     */
    private Body in(Body body, byte[] json) {
        Optional<JsonNode> tree = Body.of(json).exactText().flatMap(Json::tryRead);
        if (tree.isEmpty() || JsonRpc.messages(tree.get()).isEmpty()) {
            return body;
        }
        byte[] bytes = body.bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = 0;
        for (Span span : spans(tree.get(), json)) {
            out.write(bytes, from, span.start() - from);
            out.writeBytes(Json.write(span.value()).getBytes(UTF_8));
            from = span.end();
        }
        out.write(bytes, from, bytes.length - from);
        return Body.of(out.toByteArray());
    }

    private record Span(int start, int end, JsonNode value) {}

    private List<Span> spans(JsonNode tree, byte[] json) {
        List<Span> spans = new ArrayList<>();
        try (JsonParser parser = Json.MAPPER.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() && NAMES.contains(String.valueOf(parser.currentName()))) {
                    String pointer = parser.getParsingContext().pathAsPointer().toString();
                    Optional<JsonNode> renamed = renamed(tree, pointer);
                    int start = (int) parser.currentTokenLocation().getByteOffset();
                    parser.finishToken();
                    int end = (int) parser.currentLocation().getByteOffset();
                    renamed.ifPresent(value -> spans.add(new Span(start, end, value)));
                }
            }
        } catch (IOException wasReadBefore) {
            throw new IllegalStateException(wasReadBefore);
        }
        return spans;
    }

    /** A message with a method is a request of the server's, whose id is its own. */
    private Optional<JsonNode> renamed(JsonNode tree, String pointer) {
        if (ID.matcher(pointer).matches()) {
            JsonNode message = tree.at(pointer.substring(0, pointer.length() - "/id".length()));
            return message.has("method") ? Optional.empty() : Optional.ofNullable(ids.get(tree.at(pointer)));
        }
        return TOKEN.matcher(pointer).matches() ? Optional.ofNullable(tokens.get(tree.at(pointer))) : Optional.empty();
    }
}
