package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.junitllm.exchange.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Changes one member or element of a document, so that most of what comes out is still JSON. */
final class JsonMutator {

    private final Random random;

    JsonMutator(Random random) {
        this.random = random;
    }

    /** Returns the changed document, or the text as it is when it is no document. */
    String mutate(String text) {
        Optional<JsonNode> document = Json.tryRead(text);
        if (document.isEmpty()) {
            return text;
        }
        List<ContainerNode<?>> containers = new ArrayList<>();
        collect(document.get(), containers);
        containers.removeIf(ContainerNode::isEmpty);
        if (!containers.isEmpty()) {
            ContainerNode<?> some = containers.get(random.nextInt(containers.size()));
            if (some instanceof ObjectNode object) {
                member(object, containers);
            } else if (some instanceof ArrayNode array) {
                element(array, containers);
            }
        }
        return Json.write(document.get());
    }

    private void member(ObjectNode object, List<ContainerNode<?>> all) {
        String name = name(object);
        JsonNode value = object.get(name);
        switch (random.nextInt(7)) {
            case 0 -> object.remove(name);
            // The writer knows no duplicate: it is written as part of the value.
            case 1 -> object.putRawValue(name, new RawValue(value + ",\"" + name + "\":" + hostile()));
            case 2 -> object.set(otherName(all), object.remove(name));
            case 3 -> object.set(otherName(all), value.deepCopy());
            case 4 -> object.set(name, all.get(random.nextInt(all.size())).deepCopy());
            default -> object.putRawValue(name, new RawValue(hostile()));
        }
    }

    private void element(ArrayNode array, List<ContainerNode<?>> all) {
        int at = random.nextInt(array.size());
        switch (random.nextInt(4)) {
            case 0 -> array.remove(at);
            case 1 -> array.insert(random.nextInt(array.size()), array.get(at).deepCopy());
            case 2 -> array.set(at, all.get(random.nextInt(all.size())).deepCopy());
            default -> array.setRawValue(at, new RawValue(hostile()));
        }
    }

    /** A name that means something elsewhere in the document, or to a cassette. */
    private String otherName(List<ContainerNode<?>> all) {
        List<String> known = List.of("file", "base64", "text", "json", "event", "stream", "discard", "", "a/b~c");
        ContainerNode<?> some = all.get(random.nextInt(all.size()));
        return some instanceof ObjectNode object && random.nextBoolean()
                ? name(object)
                : known.get(random.nextInt(known.size()));
    }

    private String name(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
    }

    private String hostile() {
        return HostileValues.JSON.get(random.nextInt(HostileValues.JSON.size()));
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> into) {
        if (node instanceof ContainerNode<?> container) {
            into.add(container);
            container.forEach(child -> collect(child, into));
        }
    }
}
