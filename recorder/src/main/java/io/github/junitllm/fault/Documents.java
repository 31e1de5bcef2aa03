package io.github.junitllm.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.stream.ServerSentEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The JSON objects of an answer: one, those of an array, or those of the events of a stream. What is not changed keeps its bytes. */
final class Documents {

    private final RecordedResponse response;
    private final List<Part> parts = new ArrayList<>();

    /** One object and the event that it came in. */
    private static final class Part {
        final Optional<StreamEvent> event;
        final JsonNode before;
        final JsonNode now;

        Part(Optional<StreamEvent> event, JsonNode now) {
            this.event = event;
            this.before = now.deepCopy();
            this.now = now;
        }
    }

    private Documents(RecordedResponse response) {
        this.response = response;
        if (response.isStreamed()) {
            response.events().forEach(event -> add(Optional.of(event), json(event)));
        } else {
            JsonNode body = Json.tryRead(response.body().text()).orElse(Json.MAPPER.missingNode());
            (body.isArray() ? body : List.of(body)).forEach(part -> add(Optional.empty(), part));
        }
    }

    static Documents of(RecordedResponse response) {
        return new Documents(response);
    }

    private void add(Optional<StreamEvent> event, JsonNode document) {
        parts.add(new Part(event, document));
    }

    private static JsonNode json(StreamEvent event) {
        String text = ServerSentEvent.parse(event.raw())
                .map(ServerSentEvent::data)
                .orElseGet(() -> event.raw().text());
        return Json.tryRead(text).orElse(Json.MAPPER.missingNode());
    }

    boolean areEvents() {
        return response.isStreamed();
    }

    /** The objects in order; what is no JSON object is none of them. */
    List<ObjectNode> all() {
        List<ObjectNode> all = new ArrayList<>();
        parts.forEach(part -> {
            if (part.now instanceof ObjectNode object) {
                all.add(object);
            }
        });
        return all;
    }

    /** Leaves out the objects with these numbers in {@link #all}. */
    void remove(BitSet numbers) {
        List<Part> objects =
                parts.stream().filter(part -> part.now instanceof ObjectNode).toList();
        numbers.stream().mapToObj(objects::get).forEach(parts::remove);
    }

    /** Puts an event before the last object. */
    void insertBeforeLast(String type, ObjectNode data) {
        int at = parts.size() - 1;
        while (!(parts.get(at).now instanceof ObjectNode)) {
            at--;
        }
        Body raw = Body.of("event: %s\ndata: %s\n\n".formatted(type, Json.write(data)));
        parts.add(at, new Part(Optional.of(new StreamEvent(0, raw)), data));
    }

    RecordedResponse answer() {
        if (response.isStreamed()) {
            return FaultyAnswers.withEvents(
                    response, parts.stream().map(Documents::event).toList());
        }
        ArrayNode array = Json.MAPPER.createArrayNode();
        parts.forEach(part -> array.add(part.now));
        boolean isArray = response.body().text().stripLeading().startsWith("[");
        return FaultyAnswers.withBody(
                response, response.contentType(), Body.of(Json.write(isArray ? array : array.path(0))));
    }

    private static StreamEvent event(Part part) {
        StreamEvent event = part.event.orElseThrow();
        return part.before.equals(part.now)
                ? event
                : new StreamEvent(event.atMillis(), rewritten(event.raw(), part.before, part.now));
    }

    /** Keeps all lines but those of the data, and the name of the event in step with the type that the data tells. */
    private static Body rewritten(Body raw, JsonNode before, JsonNode now) {
        StringBuilder text = new StringBuilder();
        boolean written = false;
        for (String line : raw.text().split("(?<=\n)", -1)) {
            String end = line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
            String content = line.substring(0, line.length() - end.length());
            if (content.startsWith("data:") || content.startsWith("{")) {
                String prefix = content.startsWith("{") ? "" : content.startsWith("data: ") ? "data: " : "data:";
                text.append(written ? "" : prefix + Json.write(now) + end);
                written = true;
            } else if (content.startsWith("event:")) {
                text.append(content.replace(
                                before.path("type").asText(), now.path("type").asText()))
                        .append(end);
            } else {
                text.append(written && content.startsWith("}") ? "" : line);
            }
        }
        return Body.of(text.toString());
    }
}
