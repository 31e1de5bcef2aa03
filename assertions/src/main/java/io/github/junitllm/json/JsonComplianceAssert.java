package io.github.junitllm.json;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.assertions.UnsureError;
import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.Rates;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/** Assertions on how often replies are the JSON that was asked for. Bounds are exact (Clopper and Pearson 1934), 95 % two-sided. */
@API(status = EXPERIMENTAL, since = "0.1")
public class JsonComplianceAssert extends AbstractAssert<JsonComplianceAssert, JsonCompliance> {

    private static final double EACH_SIDE = 0.975;

    /** Starts assertions. */
    public JsonComplianceAssert(JsonCompliance compliance) {
        super(compliance, JsonComplianceAssert.class);
    }

    /**
     * Verifies that a chain of steps, each like these objects at the first try and independent of the others, reaches a target:
     * 0.9 over 10 steps needs 0.9895 of each.
     *
     * @param target share of chains that go through, between 0 and 1
     * @param steps 1 or more
     * @throws UnsureError when the bounds of the rate lie on both sides of what is needed
     */
    public JsonComplianceAssert reachesAtFirstTry(double target, int steps) {
        return reaches(target, steps, actual.firstTry());
    }

    /** Verifies the same where each step may take as many tries as these objects did; {@link #reachesAtFirstTry} is the stricter. */
    public JsonComplianceAssert reachesAfterRetry(double target, int steps) {
        return reaches(target, steps, actual.accepted());
    }

    private JsonComplianceAssert reaches(double target, int steps, int right) {
        double needed = JsonCompliance.neededPerStep(target, steps);
        Bounds bounds = Rates.bounds(right, actual.objects(), EACH_SIDE);
        double rate = (double) right / actual.objects();
        String message = String.format(
                Locale.ROOT,
                "per step %.3f (%.3f..%.3f), over %d steps %.2f; needed %.4f per step; %s",
                rate,
                bounds.lower(),
                bounds.upper(),
                steps,
                Math.pow(rate, steps),
                needed,
                failures());
        if (bounds.upper() < needed) {
            throw failure("%s", message);
        }
        if (bounds.lower() < needed) {
            throw new UnsureError(String.valueOf(
                    failure("%s; more objects would tell", message).getMessage()));
        }
        return this;
    }

    /** Verifies that an accepted object takes at most so many calls on average, 1 or more. */
    public JsonComplianceAssert takesAtMost(double callsPerAccepted) {
        if (!(callsPerAccepted >= 1)) {
            throw new IllegalArgumentException("takesAtMost(%s), allowed are 1 and more".formatted(callsPerAccepted));
        }
        if (actual.callsPerAccepted() > callsPerAccepted) {
            throw failure(
                    "required at most %s calls per accepted object, observed %s: %d calls, %d of %d objects accepted, %d at the first try; %s",
                    callsPerAccepted,
                    String.format(Locale.ROOT, "%.2f", actual.callsPerAccepted()),
                    actual.calls(),
                    actual.accepted(),
                    actual.objects(),
                    actual.firstTry(),
                    failures());
        }
        return this;
    }

    private String failures() {
        int all = actual.failures().values().stream().mapToInt(count -> count).sum();
        String kinds = actual.failures().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
        return "%d failure%s%s".formatted(all, all == 1 ? "" : "s", all == 0 ? "" : ": " + kinds);
    }
}
