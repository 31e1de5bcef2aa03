package io.github.junitllm.tools;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.json.JsonReading;
import io.github.junitllm.json.StrictJson;
import io.github.junitllm.match.ClosestName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

    private record Argument(ArgumentRule rule, boolean optional) {}

    private ExpectedToolCall(String name, Map<String, Argument> arguments, boolean othersAllowed) {
        this.name = name;
        this.arguments = arguments;
        this.othersAllowed = othersAllowed;
    }

    /** Expects a call of this tool without arguments. */
    public static ExpectedToolCall named(String name) {
        return new ExpectedToolCall(name, Map.of(), false);
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
        return new ExpectedToolCall(name, arguments, true);
    }

    private ExpectedToolCall and(String argument, Argument rule) {
        Map<String, Argument> more = new LinkedHashMap<>(arguments);
        more.put(argument, rule);
        return new ExpectedToolCall(name, more, othersAllowed);
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
        return othersAllowed
                ? Optional.empty()
                : actual.keySet().stream()
                        .map(String::valueOf)
                        .filter(argument -> !arguments.containsKey(argument))
                        .findFirst()
                        .map(argument -> "the argument %s is not expected%s"
                                .formatted(argument, ClosestName.hint(argument, arguments.keySet())));
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

    /** Returns the expectation in words, for example {@code refund(orderId: A-17)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append('(');
        arguments.forEach((argument, rule) -> text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ")
                .append(argument)
                .append(rule.optional() ? "?" : "")
                .append(": ")
                .append(rule.rule().description()));
        return text.append(')').toString();
    }
}
