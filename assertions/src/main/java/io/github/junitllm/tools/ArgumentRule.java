package io.github.junitllm.tools;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Which values an argument of a tool call may have. Values are plain Java ones: String, numbers, Boolean, List, Map and
 * null.
 *
 * @param description the allowed values, for failure messages
 * @param allowed decides about a value
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ArgumentRule(String description, Condition allowed) {

    /** Decides about a value. */
    @API(status = EXPERIMENTAL, since = "0.1")
    @FunctionalInterface
    public interface Condition {
        /** Tells whether the value is allowed. */
        boolean test(@Nullable Object value);
    }

    /**
     * Allows these values: numbers by value (3 and 3.0 are equal), all else as it is.
     *
     * @throws IllegalArgumentException when there is no value, or one that no JSON has, such as a date or NaN
     */
    public static ArgumentRule oneOf(@Nullable Object... values) {
        return of(values, false);
    }

    /**
     * Allows these values where the form of texts does not matter: case, blanks and the characters {@code ,./-_*^} are
     * ignored, and single quotes equal double ones, in lists and objects too. This is how the Berkeley Function-Calling
     * Leaderboard compares (Yan et al. 2024). Member names are compared as they are.
     *
     * @throws IllegalArgumentException when there is no value, or one that no JSON has, such as a date or NaN
     */
    public static ArgumentRule oneOfLoosely(@Nullable Object... values) {
        return of(values, true);
    }

    /**
     * Allows an object whose members follow these rules, and no other members.
     *
     * @param required members that must be there
     * @param optional members that may be absent
     * @throws IllegalArgumentException when a member is both required and optional
     */
    public static ArgumentRule objectWith(Map<String, ArgumentRule> required, Map<String, ArgumentRule> optional) {
        Map<String, ArgumentRule> rules = new TreeMap<>(required);
        optional.forEach((member, rule) -> {
            if (rules.put(member, rule) != null) {
                throw new IllegalArgumentException(
                        "the member %s is both required and optional; write it in one of the two".formatted(member));
            }
        });
        Set<String> demanded = Set.copyOf(required.keySet());
        String description = rules.entrySet().stream()
                .map(member -> member.getKey()
                        + (demanded.contains(member.getKey()) ? ": " : "?: ")
                        + member.getValue().description())
                .collect(Collectors.joining(", ", "{", "}"));
        return new ArgumentRule(
                description,
                value -> value instanceof Map<?, ?> object
                        && object.keySet().containsAll(demanded)
                        && object.entrySet().stream().allMatch(member -> follows(rules, member)));
    }

    /** Allows an object that has at least these members, and any others. */
    public static ArgumentRule objectContaining(Map<String, ArgumentRule> required) {
        Map<String, ArgumentRule> rules = new TreeMap<>(required);
        String description = rules.entrySet().stream()
                .map(member -> member.getKey() + ": " + member.getValue().description())
                .collect(Collectors.joining(", ", "{", ", ...}"));
        return new ArgumentRule(
                description,
                value -> value instanceof Map<?, ?> object
                        && rules.entrySet().stream()
                                .allMatch(member -> object.containsKey(member.getKey())
                                        && member.getValue().allowed().test(object.get(member.getKey()))));
    }

    /**
     * Allows a number that is at most so far away.
     *
     * @param tolerance 0 or more, in the unit of the number
     */
    public static ArgumentRule within(Number expected, Number tolerance) {
        if (!isFinite(expected) || !isFinite(tolerance) || decimal(tolerance).signum() < 0) {
            throw new IllegalArgumentException(
                    "within(%s, %s): allowed are a finite number and a tolerance of 0 or more; write for example within(19.99, 0.01)"
                            .formatted(expected, tolerance));
        }
        BigDecimal target = decimal(expected);
        BigDecimal most = decimal(tolerance);
        return new ArgumentRule(
                "%s within %s".formatted(expected, tolerance),
                value -> value instanceof Number number
                        && decimal(number).subtract(target).abs().compareTo(most) <= 0);
    }

    private static boolean follows(Map<String, ArgumentRule> rules, Map.Entry<?, ?> member) {
        ArgumentRule rule = member.getKey() instanceof String name ? rules.get(name) : null;
        return rule != null && rule.allowed().test(member.getValue());
    }

    /** Allows a list of just as many items, each following the rule at its place. */
    public static ArgumentRule listOf(List<ArgumentRule> items) {
        List<ArgumentRule> rules = List.copyOf(items);
        String description = rules.stream().map(ArgumentRule::description).collect(Collectors.joining(", ", "[", "]"));
        return new ArgumentRule(
                description,
                value -> value instanceof List<?> list
                        && list.size() == rules.size()
                        && IntStream.range(0, rules.size())
                                .allMatch(i -> rules.get(i).allowed().test(list.get(i))));
    }

    /** Allows what this rule allows, and what the other one allows. */
    public ArgumentRule or(ArgumentRule other) {
        return new ArgumentRule(
                description + " or " + other.description, value -> allowed.test(value) || other.allowed.test(value));
    }

    private static ArgumentRule of(@Nullable Object[] values, boolean loosely) {
        List<@Nullable Object> allowed = Arrays.asList(values.clone());
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("no value is allowed; write for example oneOf(\"EUR\", \"USD\")");
        }
        allowed.forEach(ArgumentRule::requireJson);
        String description = allowed.stream().map(String::valueOf).collect(Collectors.joining(" or "));
        return new ArgumentRule(
                description, value -> allowed.stream().anyMatch(candidate -> equal(candidate, value, loosely)));
    }

    /** A value of another type is equal to nothing that a model can write, and the test would be red for no fault of it. */
    private static void requireJson(@Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(ArgumentRule::requireJson);
        } else if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(ArgumentRule::requireName);
            map.values().forEach(ArgumentRule::requireJson);
        } else if (!(value == null || value instanceof String || value instanceof Boolean || isFinite(value))) {
            throw new IllegalArgumentException(
                    "%s (%s) is equal to no JSON value; write a text, a finite number, a boolean, null, a List or a Map"
                            .formatted(value, value.getClass().getSimpleName()));
        }
    }

    private static void requireName(@Nullable Object name) {
        if (!(name instanceof String)) {
            throw new IllegalArgumentException("%s is no name of a JSON member; write a text".formatted(name));
        }
    }

    private static boolean isFinite(Object value) {
        return value instanceof BigDecimal
                || value instanceof BigInteger
                || (value instanceof Number number && Double.isFinite(number.doubleValue()));
    }

    private static boolean equal(@Nullable Object expected, @Nullable Object actual, boolean loosely) {
        if (expected instanceof Number left && actual instanceof Number right) {
            return decimal(left).compareTo(decimal(right)) == 0;
        }
        if (expected instanceof String left && actual instanceof String right) {
            return loosely ? loose(left).equals(loose(right)) : left.equals(right);
        }
        if (expected instanceof List<?> left && actual instanceof List<?> right) {
            if (left.size() != right.size()) {
                return false;
            }
            for (int i = 0; i < left.size(); i++) {
                if (!equal(left.get(i), right.get(i), loosely)) {
                    return false;
                }
            }
            return true;
        }
        if (expected instanceof Map<?, ?> left && actual instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.entrySet().stream()
                            .allMatch(entry -> equal(entry.getValue(), right.get(entry.getKey()), loosely));
        }
        return Objects.equals(expected, actual);
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    private static String loose(String text) {
        return text.replaceAll("[ ,./\\-_*^]", "").toLowerCase(Locale.ROOT).replace('\'', '"');
    }
}
