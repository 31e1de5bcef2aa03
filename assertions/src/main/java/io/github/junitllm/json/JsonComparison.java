package io.github.junitllm.json;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How two JSON documents are compared, member by member. Numbers compare by value, the order of members does not count, the order of
 * items does. Places are JSON Pointers (RFC 6901), where a step {@code *} stands for any member or item: {@code /items/*}{@code /id}.
 * Immutable.
 *
 * @param tolerance how far two numbers may be apart, 0 or more
 * @param unordered places of arrays whose order does not count
 * @param ignored places that are not compared, there or not
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record JsonComparison(BigDecimal tolerance, List<String> unordered, List<String> ignored) {

    /** Copies the lists. */
    public JsonComparison {
        if (tolerance.signum() < 0) {
            throw new IllegalArgumentException(
                    "tolerance = %s, allowed are 0 and more; write for example withTolerance(0.01)"
                            .formatted(tolerance));
        }
        unordered = List.copyOf(unordered);
        ignored = List.copyOf(ignored);
        unordered.forEach(JsonPath::steps);
        ignored.forEach(JsonPath::steps);
    }

    /** Compares everything. */
    public static JsonComparison exactly() {
        return new JsonComparison(BigDecimal.ZERO, List.of(), List.of());
    }

    /** Lets numbers be so far apart. */
    public JsonComparison withTolerance(Number most) {
        return new JsonComparison(new BigDecimal(most.toString()), unordered, ignored);
    }

    /** Lets the order of items not count in these arrays. */
    public JsonComparison ignoringOrderAt(String... pointers) {
        return new JsonComparison(tolerance, joined(unordered, pointers), ignored);
    }

    /** Leaves these places out. */
    public JsonComparison ignoring(String... pointers) {
        return new JsonComparison(tolerance, unordered, joined(ignored, pointers));
    }

    private static List<String> joined(List<String> before, String... more) {
        List<String> joined = new ArrayList<>(before);
        joined.addAll(List.of(more));
        return joined;
    }
}
