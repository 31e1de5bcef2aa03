package io.github.junitllm.upkeep;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.stats.PairedRates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apiguardian.api.API;

/**
 * Whether a provider answers today as it did when it was recorded: the samples of a replay beside the same samples of a
 * live run.
 */
@API(status = INTERNAL, since = "0.1")
public final class Drift {

    /** Below this a p-value is called a change. */
    private static final double LEVEL = 0.05;

    private static final int MOST_NAMES = 10;

    private final List<String> lines = new ArrayList<>();
    private int tests;
    private int changes;

    private Drift() {}

    /**
     * What was found.
     *
     * @param lines for people
     * @param changed whether anything is shown to have changed
     */
    public record Report(List<String> lines, boolean changed) {}

    private record Pair(String name, JsonNode before, JsonNode after) {}

    /**
     * Compares two runs.
     *
     * @param recorded result lines of a replay
     * @param live result lines of a live run, of all samples or of some
     * @throws UpkeepException when the runs are of other modes, or share no sample
     */
    public static Report between(RunLines recorded, RunLines live) {
        requireEvidence(recorded, "REPLAYED", "replay");
        requireEvidence(live, "LIVE", "live");
        Map<String, JsonNode> before = samples(recorded);
        Map<String, List<Pair>> pairs = new LinkedHashMap<>();
        samples(live).forEach((name, after) -> {
            JsonNode same = before.get(name);
            if (same != null) {
                String test = after.path("test").asText("");
                pairs.computeIfAbsent(test, none -> new ArrayList<>())
                        .add(new Pair(
                                caseOf(after) + " sample "
                                        + after.path("sample").asInt(),
                                same,
                                after));
            }
        });
        if (pairs.isEmpty()) {
            throw new UpkeepException("%s and %s share no sample; run the same tests in both modes"
                    .formatted(recorded.file(), live.file()));
        }
        Drift drift = new Drift();
        pairs.forEach(drift::compare);
        drift.lines.add(String.format(
                Locale.ROOT,
                "%d comparisons, each with a chance of %.2f of a false alarm where nothing changed: about %.1f expected",
                drift.tests,
                LEVEL,
                drift.tests * LEVEL));
        return new Report(List.copyOf(drift.lines), drift.changes > 0);
    }

    private static void requireEvidence(RunLines run, String evidence, String mode) {
        SortedSet<String> found = new TreeSet<>();
        run.lines().stream()
                .filter(line -> line.path("type").asText("").equals("sample"))
                .forEach(line -> found.add(line.path("evidence").asText("none")));
        if (!found.contains(evidence)) {
            throw new UpkeepException(
                    "%s: holds no sample with evidence %s, only %s; first the run in replay, then the live one (of a provider, since a simulated one shows no drift); run the tests with -Djunit.llm.mode=%s"
                            .formatted(
                                    run.file(),
                                    evidence,
                                    found.isEmpty() ? "none at all" : String.join(", ", found),
                                    mode));
        }
    }

    private static String caseOf(JsonNode line) {
        String variant = line.path("variant").asText("");
        return (variant.isEmpty() ? "" : variant + " > ") + line.path("case").asText("");
    }

    private static Map<String, JsonNode> samples(RunLines run) {
        Map<String, JsonNode> samples = new LinkedHashMap<>();
        run.lines().stream()
                .filter(line -> line.path("type").asText("").equals("sample"))
                .forEach(line -> samples.put(
                        line.path("test").asText("") + "\n" + caseOf(line) + "\n"
                                + line.path("sample").asInt(),
                        line));
        return samples;
    }

    private void compare(String test, List<Pair> all) {
        List<Pair> scored = all.stream()
                .filter(pair -> isScored(pair.before()) && isScored(pair.after()))
                .toList();
        lines.add("%s: %d pair%s%s"
                .formatted(
                        test,
                        scored.size(),
                        scored.size() == 1 ? "" : "s",
                        scored.size() == all.size()
                                ? ""
                                : ", %d left out, whose samples ended in errors"
                                        .formatted(all.size() - scored.size())));
        if (scored.isEmpty()) {
            return;
        }
        double least = PairedRates.changed(scored.size(), 0);
        if (least > LEVEL) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  too few pairs to show a change of rates or numbers: the least possible p is %.3f; take 6 or more",
                    least));
        }
        passRates(scored);
        models(scored);
        numbers("answer length in characters", scored, Drift::length);
        numbers("output tokens", scored, Drift::outputTokens);
        independence(scored);
    }

    private static boolean isScored(JsonNode sample) {
        return sample.path("outcome").asText("").equals("FAILED") || passed(sample);
    }

    private static boolean passed(JsonNode sample) {
        return sample.path("outcome").asText("").equals("PASSED");
    }

    private void passRates(List<Pair> pairs) {
        List<String> failing = names(pairs, pair -> passed(pair.before()) && !passed(pair.after()));
        List<String> passing = names(pairs, pair -> !passed(pair.before()) && passed(pair.after()));
        double p = PairedRates.changed(failing.size(), passing.size());
        add(
                "pass rate",
                "%s -> %s, newly failing %s, newly passing %s"
                        .formatted(rate(pairs, Pair::before), rate(pairs, Pair::after), some(failing), some(passing)),
                OptionalDouble.of(p),
                "exact McNemar test");
    }

    private static String rate(List<Pair> pairs, Function<Pair, JsonNode> side) {
        long passed = pairs.stream().map(side).filter(Drift::passed).count();
        return String.format(Locale.ROOT, "%.3f", (double) passed / pairs.size());
    }

    /** Answers to one question are alike, so that several of them tell less than as many questions would. */
    private void independence(List<Pair> pairs) {
        long cases = pairs.stream()
                .map(pair -> pair.after().path("case").asText(""))
                .distinct()
                .count();
        if (cases < pairs.size()) {
            lines.add(
                    "    %d pairs are of %d cases, and p is too small where a case's samples are alike; take one each: -Djunit.llm.sample=1"
                            .formatted(pairs.size(), cases));
        }
    }

    private void models(List<Pair> pairs) {
        SortedSet<String> before = models(pairs, Pair::before);
        SortedSet<String> after = models(pairs, Pair::after);
        if (!before.isEmpty() && !after.isEmpty()) {
            boolean changed = !before.equals(after);
            changes += changed ? 1 : 0;
            lines.add("  model served: %s%s"
                    .formatted(
                            String.join(", ", before),
                            changed ? " -> " + String.join(", ", after) + ": CHANGED" : ": the same"));
        }
    }

    private static SortedSet<String> models(List<Pair> pairs, Function<Pair, JsonNode> side) {
        SortedSet<String> models = new TreeSet<>();
        pairs.forEach(pair -> side.apply(pair)
                .path("calls")
                .forEach(call -> models.add(call.path("gen_ai.response.model").asText(""))));
        models.remove("");
        return models;
    }

    private void numbers(String what, List<Pair> pairs, Function<JsonNode, OptionalDouble> number) {
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        for (Pair pair : pairs) {
            OptionalDouble then = number.apply(pair.before());
            OptionalDouble now = number.apply(pair.after());
            if (then.isPresent() && now.isPresent()) {
                before.add(then.getAsDouble());
                after.add(now.getAsDouble());
            }
        }
        if (!before.isEmpty()) {
            add(
                    what,
                    "median %s -> %s".formatted(median(before), median(after)),
                    PairedRates.shifted(before, after),
                    "Wilcoxon signed-rank test");
        }
    }

    private static OptionalDouble length(JsonNode sample) {
        return sum(sample, "answer_chars");
    }

    private static OptionalDouble outputTokens(JsonNode sample) {
        return sum(sample, "gen_ai.usage.output_tokens");
    }

    private static OptionalDouble sum(JsonNode sample, String member) {
        List<JsonNode> values = StreamSupport.stream(sample.path("calls").spliterator(), false)
                .map(call -> call.path(member))
                .toList();
        return values.isEmpty() || values.stream().anyMatch(value -> !value.isNumber())
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        values.stream().mapToDouble(JsonNode::asDouble).sum());
    }

    private void add(String what, String change, OptionalDouble p, String method) {
        tests++;
        boolean changed = p.isPresent() && p.getAsDouble() <= LEVEL;
        changes += changed ? 1 : 0;
        lines.add("  %s: %s; %s"
                .formatted(
                        what,
                        change,
                        p.isEmpty()
                                ? "the same in every pair"
                                : String.format(
                                        Locale.ROOT,
                                        "p %s (%s): %s",
                                        p.getAsDouble() < 0.001
                                                ? "< 0.001"
                                                : String.format(Locale.ROOT, "= %.3f", p.getAsDouble()),
                                        method,
                                        changed ? "CHANGED" : "no change shown")));
    }

    private static String median(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return String.format(Locale.ROOT, median == Math.rint(median) ? "%.0f" : "%.1f", median);
    }

    private static List<String> names(List<Pair> pairs, Predicate<Pair> condition) {
        return pairs.stream().filter(condition).map(Pair::name).toList();
    }

    private static String some(List<String> names) {
        String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "0"
                : "%d (%s%s)"
                        .formatted(
                                names.size(),
                                shown,
                                names.size() > MOST_NAMES ? " and %d more".formatted(names.size() - MOST_NAMES) : "");
    }
}
