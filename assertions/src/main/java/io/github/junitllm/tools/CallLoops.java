package io.github.junitllm.tools;

import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.json.JsonReading;
import io.github.junitllm.json.StrictJson;
import io.github.junitllm.json.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds calls that come again. */
final class CallLoops {

    private static final int LONGEST = 200;

    private CallLoops() {}

    /** A call by its meaning: blanks and the order of members do not count. */
    private record Key(String name, @Nullable Object arguments) {

        static Key of(ToolCall call) {
            return new Key(
                    call.name(),
                    StrictJson.read(call.arguments()) instanceof JsonReading.Valid valid
                            ? valid.value()
                            : call.arguments());
        }
    }

    static Optional<String> repeated(List<ToolCall> calls, int times) {
        Map<Key, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            places.computeIfAbsent(Key.of(calls.get(i)), key -> new ArrayList<>())
                    .add(i + 1);
        }
        return places.values().stream()
                .filter(numbers -> numbers.size() >= times)
                .findFirst()
                .map(numbers -> "%s %d times (calls %s)"
                        .formatted(
                                ToolTrace.described(List.of(calls.get(numbers.get(0) - 1))),
                                numbers.size(),
                                numbers.stream().limit(20).map(String::valueOf).collect(Collectors.joining(", "))));
    }

    static Optional<String> cycle(List<ToolCall> calls, int times) {
        return cycle(calls, calls.stream().map(Key::of).toList(), times)
                .map(cycle -> ToolTrace.described(cycle.calls()) + cycle.told());
    }

    static Optional<String> cycleOfNames(List<ToolCall> calls, int times) {
        return cycle(calls, calls.stream().map(ToolCall::name).toList(), times)
                .map(cycle ->
                        cycle.calls().stream().map(ToolCall::name).collect(Collectors.joining(", ")) + cycle.told());
    }

    /** A stretch that comes so often in a row, the first time from a place counted from 1. */
    private record Cycle(List<ToolCall> calls, int times, int from) {

        String told() {
            return " %d times in a row from call %d".formatted(times, from);
        }
    }

    private static Optional<Cycle> cycle(List<ToolCall> calls, List<?> keys, int times) {
        for (int length = 2; length <= keys.size() / times; length++) {
            int equal = 0;
            for (int i = 0; i + length <= keys.size(); i++) {
                boolean again = i + length < keys.size() && keys.get(i).equals(keys.get(i + length));
                if (!again && equal >= length * (times - 1)) {
                    int from = i - equal;
                    if (isOfDifferent(keys.subList(from, from + length))) {
                        return Optional.of(new Cycle(calls.subList(from, from + length), equal / length + 1, from + 1));
                    }
                }
                equal = again ? equal + 1 : 0;
            }
        }
        return Optional.empty();
    }

    private static boolean isOfDifferent(List<?> keys) {
        return keys.stream().distinct().count() > 1;
    }

    /** Shows the values of the arguments alone, where they are plain; else the arguments as they are. */
    static String brief(ToolCall call) {
        boolean plain = StrictJson.read(call.arguments()) instanceof JsonReading.Valid valid
                && valid.value() instanceof Map<?, ?> arguments
                && arguments.values().stream().noneMatch(value -> value instanceof Map || value instanceof List);
        String values = plain ? values(call.arguments()) : call.arguments();
        String shown = Visible.excerpt(values, LONGEST);
        return plain ? "%s(%s)".formatted(call.name(), shown) : call.name() + shown;
    }

    private static String values(String json) {
        return StrictJson.read(json) instanceof JsonReading.Valid valid && valid.value() instanceof Map<?, ?> arguments
                ? arguments.values().stream().map(String::valueOf).collect(Collectors.joining(", "))
                : json;
    }
}
