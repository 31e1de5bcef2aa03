package io.github.junitllm.tools;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.json.JsonReading;
import io.github.junitllm.json.JsonSchemaCheck;
import io.github.junitllm.json.SchemaViolation;
import io.github.junitllm.json.StrictJson;
import io.github.junitllm.match.ClosestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a test expects of one tool call: its name, and rules for its arguments. Arguments without a rule are not allowed
 * unless {@link #allowingOthers} says so. Immutable.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ExpectedToolCall {

    private final String name;
    private final Map<String, Argument> arguments;
    private final boolean othersAllowed;
    private final List<Whole> wholes;

    private record Argument(ArgumentRule rule, boolean optional) {}

    /** A rule for all arguments together: its words, and what is wrong with the arguments where something is. */
    private record Whole(String description, Rule rule) {

        @FunctionalInterface
        private interface Rule {
            Optional<String> wrong(String json, Map<String, ?> arguments);
        }
    }

    private ExpectedToolCall(String name, Map<String, Argument> arguments, boolean othersAllowed, List<Whole> wholes) {
        this.name = name;
        this.arguments = arguments;
        this.othersAllowed = othersAllowed;
        this.wholes = wholes;
    }

    /** Expects a call of this tool without arguments; for static import. */
    public static ExpectedToolCall call(String name) {
        return new ExpectedToolCall(name, Map.of(), false, List.of());
    }

    /**
     * Expects this argument with this value: numbers by value (3 is 3.0), all else as it is.
     *
     * @param value a text, a number, a boolean, null, or a List or Map of these
     * @throws IllegalArgumentException when the value is none that JSON has, such as a date
     */
    public ExpectedToolCall withArgument(String argument, @Nullable Object value) {
        return with(argument, ArgumentRule.oneOf(value));
    }

    /** Expects this argument with a value that the rule allows. */
    public ExpectedToolCall with(String argument, ArgumentRule rule) {
        return and(argument, new Argument(rule, false));
    }

    /** Allows this argument to be absent, or to have a value that the rule allows. */
    public ExpectedToolCall withOptional(String argument, ArgumentRule rule) {
        return and(argument, new Argument(rule, true));
    }

    /** Allows arguments that no rule speaks of. */
    public ExpectedToolCall allowingOthers() {
        return new ExpectedToolCall(name, arguments, true, wholes);
    }

    /** Expects arguments that match a schema. Which ones there may be is then the schema's to say. */
    public ExpectedToolCall withSchema(JsonSchemaCheck schema) {
        return and(new Whole("by schema", (json, actual) -> {
            List<SchemaViolation> violations = schema.check(json);
            return violations.isEmpty()
                    ? Optional.empty()
                    : Optional.of("its arguments do not match the schema: " + violations.get(0)
                            + (violations.size() == 1 ? "" : "; and %d more".formatted(violations.size() - 1)));
        }));
    }

    /**
     * Expects something of the arguments together, which may then be any.
     *
     * @param description what is expected, in words, such as {@code total is price times quantity}
     * @param condition decides about the arguments: texts, Long or BigDecimal, Boolean, List, Map and null, by name
     */
    public ExpectedToolCall satisfying(String description, Predicate<Map<String, ?>> condition) {
        return and(new Whole(
                description,
                (json, actual) -> condition.test(actual)
                        ? Optional.empty()
                        : Optional.of("its arguments do not satisfy: " + description)));
    }

    private ExpectedToolCall and(Whole whole) {
        List<Whole> more = new ArrayList<>(wholes);
        more.add(whole);
        return new ExpectedToolCall(name, arguments, true, List.copyOf(more));
    }

    private ExpectedToolCall and(String argument, Argument rule) {
        Map<String, Argument> more = new LinkedHashMap<>(arguments);
        more.put(argument, rule);
        return new ExpectedToolCall(name, more, othersAllowed, wholes);
    }

    /** Returns the tool's name. */
    public String name() {
        return name;
    }

    /** Tells whether the call is as expected. */
    public boolean matches(ToolCall call) {
        return difference(call).isEmpty();
    }

    /** Returns the first thing in which the call is not as expected, in words. */
    public String mismatch(ToolCall call) {
        return difference(call).orElse("it is as expected");
    }

    private Optional<String> difference(ToolCall call) {
        if (!call.name().equals(name)) {
            return Optional.of("the tool is " + call.name());
        }
        JsonReading reading = StrictJson.read(call.arguments());
        if (reading instanceof JsonReading.Invalid broken) {
            return Optional.of(
                    "its arguments are not strict JSON: " + broken.diagnosis().message());
        }
        if (!(reading instanceof JsonReading.Valid valid) || !(valid.value() instanceof Map<?, ?> actual)) {
            return Optional.of("its arguments are no JSON object");
        }
        for (Map.Entry<String, Argument> argument : arguments.entrySet()) {
            Optional<String> wrong = difference(argument.getKey(), argument.getValue(), actual);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        if (othersAllowed) {
            return wholes.stream()
                    .flatMap(whole -> whole.rule().wrong(call.arguments(), byName(actual)).stream())
                    .findFirst();
        }
        return actual.keySet().stream()
                .map(String::valueOf)
                .filter(argument -> !arguments.containsKey(argument))
                .findFirst()
                .map(argument -> "the argument %s is not expected%s"
                        .formatted(argument, ClosestName.hint(argument, arguments.keySet())));
    }

    private static Map<String, ?> byName(Map<?, ?> arguments) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        arguments.forEach((argument, value) -> named.put(String.valueOf(argument), value));
        return named;
    }

    private static Optional<String> difference(String argument, Argument expected, Map<?, ?> actual) {
        if (!actual.containsKey(argument)) {
            return expected.optional()
                    ? Optional.empty()
                    : Optional.of("the argument %s is absent%s"
                            .formatted(
                                    argument,
                                    ClosestName.hint(
                                            argument,
                                            actual.keySet().stream()
                                                    .map(String::valueOf)
                                                    .toList())));
        }
        @Nullable Object value = actual.get(argument);
        return expected.rule().allowed().test(value)
                ? Optional.empty()
                : Optional.of("the argument %s is %s".formatted(argument, shown(value)));
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }

    /** Returns the expectation in words, for example {@code refund(orderId=A-17)}. */
    @Override
    public String toString() {
        List<String> rules = new ArrayList<>();
        arguments.forEach((argument, expected) -> rules.add(
                argument + (expected.optional() ? "?=" : "=") + expected.rule().description()));
        wholes.forEach(whole -> rules.add(whole.description()));
        return name + "(" + String.join(", ", rules) + ")";
    }
}
