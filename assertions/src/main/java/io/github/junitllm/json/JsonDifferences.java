package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lists where two documents differ. Recursion is bounded by the depth read. */
final class JsonDifferences {

    /** Finding pairs costs the product of the lengths. */
    private static final int MOST_UNORDERED = 2_000;

    private final JsonComparison how;
    private final List<List<String>> unordered;
    private final List<List<String>> ignored;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<String> found = new ArrayList<>();

    private JsonDifferences(JsonComparison how) {
        this.how = how;
        unordered = how.unordered().stream().map(JsonPath::steps).toList();
        ignored = how.ignored().stream().map(JsonPath::steps).toList();
    }

    static List<String> of(JsonNode actual, JsonNode expected, JsonComparison how) {
        return DeepStack.call(() -> {
            JsonDifferences differences = new JsonDifferences(how);
            differences.compare(actual, expected);
            return differences.found;
        });
    }

    private void compare(JsonNode actual, JsonNode expected) {
        if (isAt(ignored)) {
            return;
        }
        if (actual.isObject() && expected.isObject()) {
            members(actual, expected);
        } else if (actual.isArray() && expected.isArray()) {
            items(actual, expected);
        } else if (!isEqual(actual, expected)) {
            add("required %s, observed %s".formatted(JsonValues.shown(expected), JsonValues.shown(actual)));
        }
    }

    private boolean isEqual(JsonNode actual, JsonNode expected) {
        if (actual.isNumber() && expected.isNumber()) {
            return actual.decimalValue().subtract(expected.decimalValue()).abs().compareTo(how.tolerance()) <= 0;
        }
        return actual.equals(expected);
    }

    private void members(JsonNode actual, JsonNode expected) {
        expected.properties()
                .forEach(member -> at(member.getKey(), () -> {
                    if (actual.has(member.getKey())) {
                        compare(actual.get(member.getKey()), member.getValue());
                    } else {
                        missing(member.getValue());
                    }
                }));
        actual.properties().stream()
                .filter(member -> !expected.has(member.getKey()))
                .forEach(member -> at(member.getKey(), () -> extra(member.getValue())));
    }

    private void items(JsonNode actual, JsonNode expected) {
        if (isAt(unordered)) {
            inAnyOrder(actual, expected);
            return;
        }
        for (int i = 0; i < Math.max(actual.size(), expected.size()); i++) {
            int index = i;
            at(String.valueOf(i), () -> item(actual.path(index), expected.path(index)));
        }
    }

    private void item(JsonNode actual, JsonNode expected) {
        if (actual.isMissingNode()) {
            missing(expected);
        } else if (expected.isMissingNode()) {
            extra(actual);
        } else {
            compare(actual, expected);
        }
    }

    /** Takes the first item that fits. With a tolerance another pairing might fit better: it errs on the side of a difference. */
    private void inAnyOrder(JsonNode actual, JsonNode expected) {
        if (Math.max(actual.size(), expected.size()) > MOST_UNORDERED) {
            throw new IllegalArgumentException("the array at %s has %d items, order can be ignored in 2,000 at most"
                    .formatted(pointer(), Math.max(actual.size(), expected.size())));
        }
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < actual.size(); i++) {
            rest.add(i);
        }
        for (JsonNode wanted : expected) {
            rest.stream()
                    .filter(index -> fits(index, actual.get(index), wanted))
                    .findFirst()
                    .ifPresentOrElse(
                            rest::remove,
                            () -> add(
                                    "required an item %s, observed none like it".formatted(JsonValues.shown(wanted))));
        }
        rest.forEach(index -> at(String.valueOf(index), () -> extra(actual.get(index))));
    }

    private boolean fits(int index, JsonNode actual, JsonNode wanted) {
        int before = found.size();
        at(String.valueOf(index), () -> compare(actual, wanted));
        boolean fits = found.size() == before;
        found.subList(before, found.size()).clear();
        return fits;
    }

    private void missing(JsonNode expected) {
        if (!isAt(ignored)) {
            add("required %s, observed nothing".formatted(JsonValues.shown(expected)));
        }
    }

    private void extra(JsonNode actual) {
        if (!isAt(ignored)) {
            add("required nothing, observed %s".formatted(JsonValues.shown(actual)));
        }
    }

    private void at(String step, Runnable comparison) {
        path.addLast(step);
        comparison.run();
        path.removeLast();
    }

    private void add(String difference) {
        found.add(pointer() + ": " + difference);
    }

    private String pointer() {
        StringBuilder pointer = new StringBuilder();
        path.forEach(step -> pointer.append('/').append(JsonPath.escape(step)));
        return JsonFailures.place(pointer.toString());
    }

    private boolean isAt(List<List<String>> places) {
        return places.stream().anyMatch(this::isHere);
    }

    private boolean isHere(List<String> place) {
        if (place.size() != path.size()) {
            return false;
        }
        int i = 0;
        for (String step : path) {
            String wanted = place.get(i++);
            if (!wanted.equals("*") && !wanted.equals(step)) {
                return false;
            }
        }
        return true;
    }
}
