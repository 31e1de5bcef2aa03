package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.json.JsonReading;
import io.github.junitllm.json.StrictJson;
import io.github.junitllm.tools.ArgumentRule;
import io.github.junitllm.tools.ExpectedToolCall;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The expectations of the Berkeley Function-Calling Leaderboard as rules of this project. */
final class BenchmarkCalls {

    private BenchmarkCalls() {}

    static ExpectedToolCall expected(JsonNode call, JsonNode tools) {
        ExpectedToolCall wanted = ExpectedToolCall.call(call.path("name").asText());
        for (Map.Entry<String, JsonNode> argument : call.path("arguments").properties()) {
            String type = type(tools, wanted.name(), argument.getKey());
            List<?> values = plain(argument.getValue()) instanceof List<?> list ? list : List.of();
            ArgumentRule rule = typed(type, anyOf(values));
            wanted = mayBeAbsent(values)
                    ? wanted.withOptional(argument.getKey(), rule)
                    : wanted.with(argument.getKey(), rule);
        }
        return wanted;
    }

    private static String type(JsonNode tools, String name, String argument) {
        for (JsonNode tool : tools) {
            if (tool.path("name").asText().equals(name)) {
                return tool.path("parameters")
                        .path("properties")
                        .path(argument)
                        .path("type")
                        .asText();
            }
        }
        return "";
    }

    /** The checker takes 3 for 3.0, but not 3.0 where the tool asks for an integer. */
    private static ArgumentRule typed(String type, ArgumentRule rule) {
        return type.equals("integer")
                ? new ArgumentRule(
                        rule.description(),
                        value -> !(value instanceof BigDecimal number && number.scale() > 0)
                                && rule.allowed().test(value))
                : rule;
    }

    private static @Nullable Object plain(JsonNode node) {
        return StrictJson.read(node.toString()) instanceof JsonReading.Valid valid ? valid.value() : null;
    }

    private static boolean mayBeAbsent(List<?> allowed) {
        return allowed.contains("");
    }

    private static ArgumentRule anyOf(List<?> allowed) {
        return allowed.stream()
                .map(BenchmarkCalls::rule)
                .reduce(ArgumentRule::or)
                .orElseGet(() -> new ArgumentRule("nothing", value -> false));
    }

    /** Each member of an expected object holds a list of allowed values, in a list of objects too; all else is a value. */
    private static ArgumentRule rule(@Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            return object(members);
        }
        return value instanceof List<?> items && items.stream().anyMatch(Map.class::isInstance)
                ? ArgumentRule.listOf(items.stream().map(BenchmarkCalls::rule).toList())
                : ArgumentRule.oneOfLoosely(value);
    }

    private static ArgumentRule object(Map<?, ?> members) {
        Map<String, ArgumentRule> required = new HashMap<>();
        Map<String, ArgumentRule> optional = new HashMap<>();
        members.forEach((name, values) -> {
            List<?> allowed = values instanceof List<?> list ? list : List.of(values);
            (mayBeAbsent(allowed) ? optional : required).put(String.valueOf(name), anyOf(allowed));
        });
        return ArgumentRule.objectWith(required, optional);
    }
}
