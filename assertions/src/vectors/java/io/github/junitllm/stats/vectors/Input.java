package io.github.junitllm.stats.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The input of a case, read strictly: a member that is missing or of another kind is refused by name. */
public record Input(JsonNode node) {

    /** A number. */
    public double real(String name) {
        return real(name, member(name));
    }

    /** A whole number. */
    public int whole(String name) {
        return whole(name, member(name));
    }

    public String text(String name) {
        JsonNode member = member(name);
        if (!member.isTextual()) {
            throw refused(name, member, "a text");
        }
        return member.textValue();
    }

    public double[] reals(String name) {
        return items(name).mapToDouble(item -> real(name, item)).toArray();
    }

    public int[] wholes(String name) {
        return items(name).mapToInt(item -> whole(name, item)).toArray();
    }

    /** A list of lists of whole numbers, such as a table of counts. */
    public int[][] wholeRows(String name) {
        return rows(name)
                .map(row -> items(name, row).mapToInt(item -> whole(name, item)).toArray())
                .toArray(int[][]::new);
    }

    /** A list of lists of numbers. */
    public double[][] realRows(String name) {
        return rows(name)
                .map(row ->
                        items(name, row).mapToDouble(item -> real(name, item)).toArray())
                .toArray(double[][]::new);
    }

    /** Empty when the member is null or not there; else what {@code read} makes of this input, given the name. */
    public <T> Optional<T> optional(String name, Function<String, T> read) {
        return node.path(name).isNull() || node.path(name).isMissingNode()
                ? Optional.empty()
                : Optional.of(read.apply(name));
    }

    /** The member as it stands. */
    public JsonNode member(String name) {
        JsonNode member = node.path(name);
        if (member.isMissingNode()) {
            throw new IllegalArgumentException("input has no \"%s\"".formatted(name));
        }
        return member;
    }

    private Stream<JsonNode> items(String name) {
        return items(name, member(name));
    }

    private static Stream<JsonNode> items(String name, JsonNode list) {
        if (!list.isArray()) {
            throw refused(name, list, "a list");
        }
        return StreamSupport.stream(list.spliterator(), false);
    }

    private Stream<JsonNode> rows(String name) {
        return items(name);
    }

    private static double real(String name, JsonNode member) {
        if (!member.isNumber()) {
            throw refused(name, member, "a number");
        }
        return member.doubleValue();
    }

    private static int whole(String name, JsonNode member) {
        double value = real(name, member);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw refused(name, member, "a whole number");
        }
        return member.intValue();
    }

    private static IllegalArgumentException refused(String name, JsonNode got, String wanted) {
        return new IllegalArgumentException("input \"%s\" is %s: expected %s".formatted(name, got, wanted));
    }
}
