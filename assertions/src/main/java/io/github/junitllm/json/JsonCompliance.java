package io.github.junitllm.json;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.assertions.Checks;
import io.github.junitllm.exchange.LlmCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.assertj.core.api.AssertProvider;

/**
 * How often a model's replies are the JSON that was asked for: at the first try, and after retries. Three numbers that differ: a
 * retry loop hides a low first-try rate and is paid for in calls. Plain {@code assertThat(compliance)} goes on with assertions.
 *
 * @param objects number of objects asked for, 1 or more
 * @param firstTry how many were accepted at the first try
 * @param accepted how many were accepted at any try
 * @param calls number of replies in all
 * @param failures what was wrong with the replies that were not accepted, and how often
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record JsonCompliance(int objects, int firstTry, int accepted, int calls, Map<String, Integer> failures)
        implements AssertProvider<JsonComplianceAssert> {

    /** Keeps the failures in alphabetical order. */
    public JsonCompliance {
        if (!(0 <= firstTry && firstTry <= accepted && accepted <= objects && 1 <= objects && objects <= calls)) {
            throw new IllegalArgumentException(
                    "%d accepted first and %d in all of %d objects in %d calls: each is at most the next, of 1 or more objects"
                            .formatted(firstTry, accepted, objects, calls));
        }
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
    }

    /** Counts replies of which each is the only try for its object; strict JSON is accepted. */
    public static JsonCompliance ofReplies(List<String> replies) {
        return of(replies.stream().map(List::of).toList(), JsonCompliance::deviation);
    }

    /** Counts replies of which each is the only try for its object; what matches the schema is accepted. */
    public static JsonCompliance ofReplies(List<String> replies, JsonSchemaCheck schema) {
        return of(replies.stream().map(List::of).toList(), reply -> deviation(reply, schema));
    }

    /**
     * Counts lanes, each with the tries for one object in their order; strict JSON is accepted. Answers with an error status are no tries
     * of the model.
     */
    public static JsonCompliance ofLanes(List<List<LlmCall>> lanes) {
        return of(tries(lanes), JsonCompliance::deviation);
    }

    /** Counts lanes, each with the tries for one object in their order; what matches the schema is accepted. */
    public static JsonCompliance ofLanes(List<List<LlmCall>> lanes, JsonSchemaCheck schema) {
        return of(tries(lanes), reply -> deviation(reply, schema));
    }

    private static List<List<String>> tries(List<List<LlmCall>> lanes) {
        return lanes.stream()
                .map(lane -> lane.stream()
                        .filter(call -> call.status() < 300)
                        .map(LlmCall::text)
                        .toList())
                .toList();
    }

    private static JsonCompliance of(List<List<String>> objects, Function<String, Optional<String>> deviation) {
        int first = 0;
        int accepted = 0;
        int calls = 0;
        Map<String, Integer> failures = new TreeMap<>();
        for (List<String> tries : objects) {
            if (tries.isEmpty()) {
                throw new IllegalArgumentException(
                        "an object without a reply: leave out lanes in which the model did not answer");
            }
            List<Optional<String>> wrong = new ArrayList<>();
            tries.forEach(reply -> wrong.add(deviation.apply(reply)));
            wrong.forEach(what -> what.ifPresent(kind -> failures.merge(kind, 1, Integer::sum)));
            first += wrong.get(0).isEmpty() ? 1 : 0;
            accepted += wrong.stream().anyMatch(Optional::isEmpty) ? 1 : 0;
            calls += tries.size();
        }
        return new JsonCompliance(objects.size(), first, accepted, calls, failures);
    }

    private static Optional<String> deviation(String reply, JsonSchemaCheck schema) {
        return deviation(reply)
                .or(() -> schema.check(reply).isEmpty() ? Optional.empty() : Optional.of("against the schema"));
    }

    private static Optional<String> deviation(String reply) {
        JsonDiagnosis diagnosis = StrictJson.parse(reply).diagnosis();
        return Optional.ofNullable(diagnosis).map(found -> word(found.kind()));
    }

    private static String word(JsonDiagnosis.Kind kind) {
        return switch (kind) {
            case CODE_FENCE -> "fence";
            case UNCLOSED -> "truncated";
            default -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    /** Returns the share of objects accepted at the first try, 0 to 1. */
    public double firstTryRate() {
        return (double) firstTry / objects;
    }

    /** Returns the share of objects accepted at any try, 0 to 1. */
    public double afterRetryRate() {
        return (double) accepted / objects;
    }

    /** Returns the calls that one accepted object takes, 1 or more; infinite when none was accepted. */
    public double callsPerAccepted() {
        return (double) calls / accepted;
    }

    /** Returns the rate that each of so many steps must reach for the whole chain to reach a target: its root. */
    public static double neededPerStep(double target, int steps) {
        if (!(target > 0 && target < 1) || steps < 1) {
            throw new IllegalArgumentException(
                    "a target of %s over %d steps, allowed are a target between 0 and 1 and 1 or more steps; write for example 0.9, 10"
                            .formatted(target, steps));
        }
        return Math.pow(target, 1.0 / steps);
    }

    /** Starts assertions; AssertJ's own {@code assertThat} calls it. */
    @Override
    public JsonComplianceAssert assertThat() {
        Checks.note();
        return new JsonComplianceAssert(this);
    }
}
