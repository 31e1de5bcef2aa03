package io.github.junitllm.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Another end for a stream of OpenAI responses, which tells every text three times and the whole response at the end. */
final class ResponsesStream {

    private final FaultKind kind;
    private final ResponsesDialect dialect;
    private final Documents documents;
    private final Map<String, StringBuilder> delivered = new HashMap<>();
    private final Set<Integer> begun = new HashSet<>();
    private int left;
    private boolean cut;

    ResponsesStream(FaultKind kind, ResponsesDialect dialect, Documents documents) {
        this.kind = kind;
        this.dialect = dialect;
        this.documents = documents;
    }

    void end() {
        List<ObjectNode> events = documents.all();
        ObjectNode last = events.get(events.size() - 1);
        if (!(last.path("response") instanceof ObjectNode response) || !dialect.ends(response)) {
            throw new InapplicableFaultException(
                    "%s cannot be put into an answer that does not say why it ended".formatted(kind));
        }
        left = Ending.kept(
                kind,
                events.stream().mapToInt(event -> Ending.length(deltas(event))).sum());
        cut = left == 0;
        BitSet gone = new BitSet();
        for (int number = 0; number < events.size() - 1; number++) {
            gone.set(number, !stays(events.get(number)));
        }
        Ending.end(kind, dialect, List.of(response));
        documents.remove(gone);
        if (kind == FaultKind.REFUSAL) {
            insertRefusal(response);
        } else {
            last.put("type", "response.incomplete");
        }
        renumber();
    }

    private static List<Place> deltas(ObjectNode event) {
        return ResponsesDialect.type(event).equals("response.output_text.delta")
                ? Place.text("text", event, "delta")
                : List.of();
    }

    private boolean stays(ObjectNode event) {
        if (!event.has("output_index")) {
            return true;
        }
        String type = ResponsesDialect.type(event);
        int index = event.path("output_index").asInt();
        boolean reasons = ResponsesDialect.type(event.path("item")).equals("reasoning") || type.contains("reasoning");
        if (cut && !reasons) {
            shorten(event);
            return type.endsWith(".done") && begun.contains(index);
        }
        if (!reasons) {
            begun.add(index);
        }
        for (Place delta : deltas(event)) {
            int length = delta.length();
            delta.keep(left);
            left -= Math.min(left, length);
            delivered.computeIfAbsent(part(event), none -> new StringBuilder()).append(delta.text());
            cut = left == 0;
        }
        return true;
    }

    /** Makes an event that repeats a text repeat what was delivered of it. */
    private void shorten(ObjectNode event) {
        if (event.has("text")) {
            event.put("text", text(part(event)));
        }
        if (event.path("part") instanceof ObjectNode part && part.has("text")) {
            part.put("text", text(part(event)));
        }
        if (event.path("item") instanceof ObjectNode item) {
            int number = 0;
            for (JsonNode part : item.path("content")) {
                if (part instanceof ObjectNode text && text.has("text")) {
                    text.put("text", text(event.path("output_index").asInt() + "." + number++));
                }
            }
            item.put("status", "incomplete");
        }
    }

    private static String part(ObjectNode event) {
        return event.path("output_index").asInt() + "."
                + event.path("content_index").asInt();
    }

    private String text(String part) {
        StringBuilder text = delivered.get(part);
        return text == null ? "" : text.toString();
    }

    private void insertRefusal(ObjectNode response) {
        int index = response.path("output").size() - 1;
        JsonNode item = response.path("output").path(index);
        ObjectNode opened = item.deepCopy();
        opened.put("status", "in_progress").putArray("content");
        insert("response.output_item.added", index, Map.of("item", opened));
        insert("response.content_part.added", index, Map.of("part", ResponsesDialect.refusal("")));
        insert("response.refusal.delta", index, Map.of("delta", text()));
        insert("response.refusal.done", index, Map.of("refusal", text()));
        insert("response.content_part.done", index, Map.of("part", ResponsesDialect.refusal(Dialect.REFUSAL)));
        insert("response.output_item.done", index, Map.of("item", item));
    }

    private static JsonNode text() {
        return Json.MAPPER.getNodeFactory().textNode(Dialect.REFUSAL);
    }

    private void insert(String type, int index, Map<String, JsonNode> members) {
        ObjectNode data = Json.MAPPER
                .createObjectNode()
                .put("type", type)
                .put("sequence_number", 0)
                .put("output_index", index);
        if (!type.contains("output_item")) {
            data.put("content_index", 0).put("item_id", "msg_junit_llm");
        }
        data.setAll(members);
        documents.insertBeforeLast(type, data);
    }

    private void renumber() {
        int number = 0;
        for (ObjectNode event : documents.all()) {
            if (event.has("sequence_number")) {
                event.put("sequence_number", number++);
            }
        }
    }
}
