package io.github.junitllm.tools;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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
    @FunctionalInterface
    public interface Condition {
        /** Tells whether the value is allowed. */
        boolean test(@Nullable Object value);
    }

    /** Allows these values: numbers by value (3 and 3.0 are equal), all else as it is. */
    public static ArgumentRule oneOf(@Nullable Object... values) {
        return of(values, false);
    }

    /**
     * Allows these values where the form of texts does not matter: case, blanks and the characters {@code ,./-_*^} are
     * ignored, and single quotes equal double ones, in lists and objects too. This is how the Berkeley Function-Calling
     * Leaderboard compares (Yan et al. 2024).
     */
    public static ArgumentRule oneOfLoosely(@Nullable Object... values) {
        return of(values, true);
    }

    private static ArgumentRule of(@Nullable Object[] values, boolean loosely) {
        List<@Nullable Object> allowed = Arrays.asList(values.clone());
        String description = allowed.stream().map(String::valueOf).collect(Collectors.joining(" or "));
        return new ArgumentRule(
                description, value -> allowed.stream().anyMatch(candidate -> equal(candidate, value, loosely)));
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
