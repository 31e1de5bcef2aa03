package io.github.junitllm.stats.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a case expects, compared member by member within its tolerance; {@code null} means undefined and agrees only with an
 * empty optional. A member that no check looks at is a disagreement.
 */
public final class Expected {

    private final String id;
    private final String prefix;
    private final JsonNode expected;
    private final JsonNode tolerance;
    private final List<Disagreement> disagreements;
    private final Set<String> seen = new HashSet<>();
    private final List<Expected> nested = new ArrayList<>();

    Expected(String id, JsonNode expected, JsonNode tolerance) {
        this(id, "", expected, tolerance, new ArrayList<>());
    }

    private Expected(
            String id, String prefix, JsonNode expected, JsonNode tolerance, List<Disagreement> disagreements) {
        this.id = id;
        this.prefix = prefix;
        this.expected = expected;
        this.tolerance = tolerance;
        this.disagreements = disagreements;
    }

    public void agrees(String name, double got) {
        number(name, member(name), OptionalDouble.of(got));
    }

    public void agrees(String name, OptionalDouble got) {
        number(name, member(name), got);
    }

    public void agrees(String name, OptionalInt got) {
        number(name, member(name), widened(got));
    }

    /** For a member that a case may leave out, as undefined ones sometimes do. */
    public void agreesIfThere(String name, OptionalDouble got) {
        if (expected.has(name)) {
            agrees(name, got);
        }
    }

    public void agrees(String name, String got) {
        JsonNode wanted = member(name);
        if (!wanted.isTextual() || !wanted.textValue().equals(got)) {
            disagree(name, wanted.toString(), got);
        }
    }

    public void agrees(String name, boolean got) {
        JsonNode wanted = member(name);
        if (!wanted.isBoolean() || wanted.booleanValue() != got) {
            disagree(name, wanted.toString(), String.valueOf(got));
        }
    }

    public void agrees(String name, double[] got) {
        list(
                name,
                IntStream.range(0, got.length)
                        .mapToObj(i -> OptionalDouble.of(got[i]))
                        .toList());
    }

    /** A list whose items may be undefined. */
    public void agreeEach(String name, List<OptionalInt> got) {
        list(name, got.stream().map(Expected::widened).toList());
    }

    /** The items of a list of objects, each to be compared like a case of its own. */
    public List<Expected> nested(String name) {
        JsonNode list = member(name);
        List<Expected> items = IntStream.range(0, list.size())
                .mapToObj(i -> new Expected(id, prefix + name + "[" + i + "].", list.get(i), tolerance, disagreements))
                .toList();
        nested.addAll(items);
        return items;
    }

    /** A number of {@code expected} that says where it was computed, such as the rate of an operating characteristic. */
    public double given(String name) {
        return member(name).doubleValue();
    }

    void failed(RuntimeException why) {
        String got = why instanceof IllegalArgumentException ? String.valueOf(why.getMessage()) : why.toString();
        disagreements.add(new Disagreement(id, "input", "a result", got));
    }

    /** All that differs, and the members nobody computed. */
    List<Disagreement> disagreements() {
        boolean computed =
                disagreements.stream().noneMatch(found -> found.member().equals("input"));
        if (computed) {
            unseen();
        }
        return disagreements;
    }

    private void unseen() {
        expected.fieldNames().forEachRemaining(name -> {
            if (!seen.contains(name)) {
                disagree(name, expected.get(name).toString(), "nothing: no check computes it");
            }
        });
        nested.forEach(Expected::unseen);
    }

    private JsonNode member(String name) {
        seen.add(name);
        return expected.path(name);
    }

    private void list(String name, List<OptionalDouble> got) {
        JsonNode wanted = member(name);
        if (!wanted.isArray() || wanted.size() != got.size()) {
            disagree(name, wanted.toString(), got.toString());
            return;
        }
        for (int i = 0; i < got.size(); i++) {
            number(name + "[" + i + "]", wanted.get(i), got.get(i));
        }
    }

    private void number(String name, JsonNode wanted, OptionalDouble got) {
        boolean agrees = wanted.isNull()
                ? got.isEmpty()
                : wanted.isNumber() && got.isPresent() && within(wanted.doubleValue(), got.getAsDouble());
        if (!agrees) {
            disagree(
                    name,
                    wanted.isMissingNode() ? "nothing: the case has no such member" : wanted.toString(),
                    got.isPresent() ? String.valueOf(got.getAsDouble()) : "undefined");
        }
    }

    private boolean within(double wanted, double got) {
        double allowed = Math.max(
                tolerance.path("abs").doubleValue(), tolerance.path("rel").doubleValue() * Math.abs(wanted));
        return Math.abs(got - wanted) <= allowed;
    }

    private void disagree(String name, String wanted, String got) {
        disagreements.add(new Disagreement(id, prefix + name, wanted, got));
    }

    private static OptionalDouble widened(OptionalInt got) {
        return got.isPresent() ? OptionalDouble.of(got.getAsInt()) : OptionalDouble.empty();
    }
}
