package io.github.junitllm.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.compare.CaseScore;
import io.github.junitllm.compare.PairedCases;
import io.github.junitllm.compare.PairedCases.Pair;
import io.github.junitllm.exchange.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/** Two runs of the same evals: which cases fail now, which pass now, and whether the difference is more than chance. */
@API(status = INTERNAL, since = "0.1")
public final class RunComparison {

    private static final double CONFIDENCE = 0.95;
    private static final int MOST_NAMES = 200;
    private static final int MOST_NAMES_IN_A_LINE = 12;

    private final List<OfEval> evals;
    private final List<String> alone;

    private RunComparison(List<OfEval> evals, List<String> alone) {
        this.evals = List.copyOf(evals);
        this.alone = List.copyOf(alone);
    }

    private record OfEval(String name, PairedCases cases, int leftOut) {

        private static boolean all(CaseScore score) {
            return score.passed() == score.scored();
        }

        private List<String> chosen(Predicate<Pair> which) {
            return cases.pairs().stream().filter(which).map(Pair::words).toList();
        }

        List<String> failing() {
            return chosen(pair -> all(pair.reference()) && !all(pair.candidate()));
        }

        List<String> passing() {
            return chosen(pair -> !all(pair.reference()) && all(pair.candidate()));
        }

        List<String> other() {
            return chosen(pair -> !all(pair.reference())
                    && !all(pair.candidate())
                    && pair.reference().low() != pair.candidate().low());
        }

        List<String> unchanged() {
            return chosen(pair -> all(pair.reference()) == all(pair.candidate())
                    && pair.reference().low() == pair.candidate().low());
        }

        String words() {
            StringBuilder words = new StringBuilder("%d case%s in both"
                    .formatted(cases.pairs().size(), cases.pairs().size() == 1 ? "" : "s"));
            if (leftOut > 0) {
                words.append(", %d left out (in one run only, or with errors)".formatted(leftOut));
            }
            cases.difference()
                    .ifPresent(difference -> words.append(String.format(
                            Locale.ROOT,
                            "; mean difference %+.3f, one-sided 95 %% bounds %+.3f..%+.3f",
                            difference.mean(),
                            difference.lower().orElse(-1),
                            difference.upper().orElse(1))));
            cases.worse().ifPresent(p -> words.append(String.format(Locale.ROOT, "; p for worse %.3f (sign flip)", p)));
            return words.toString();
        }
    }

    /** Compares two runs, the older first. */
    public static RunComparison of(List<Path> older, List<Path> newer) {
        return of(RunIndex.read(older), RunIndex.read(newer));
    }

    static RunComparison of(RunIndex older, RunIndex newer) {
        List<OfEval> evals = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        newer.evals().forEach((test, eval) -> {
            RunIndex.Eval before = older.evals().get(test);
            if (before == null) {
                alone.add("only in the newer run: " + eval.name());
            } else {
                evals.add(compare(eval, scores(before), scores(eval)));
            }
        });
        older.evals().forEach((test, eval) -> {
            if (!newer.evals().containsKey(test)) {
                alone.add("only in the older run: " + eval.name());
            }
        });
        return new RunComparison(evals, alone);
    }

    private static OfEval compare(RunIndex.Eval eval, Map<String, CaseScore> before, Map<String, CaseScore> after) {
        List<Pair> pairs = new ArrayList<>();
        after.forEach((id, score) -> {
            CaseScore then = before.get(id);
            if (then != null && then.comparable() && score.comparable()) {
                pairs.add(new Pair(id, score, then));
            }
        });
        long ids = after.keySet().stream().filter(id -> !before.containsKey(id)).count() + before.size();
        return new OfEval(eval.name(), PairedCases.of(pairs, CONFIDENCE), (int) ids - pairs.size());
    }

    private static Map<String, CaseScore> scores(RunIndex.Eval eval) {
        Map<String, int[]> counts = new TreeMap<>();
        eval.samples().forEach(sample -> {
            int[] count = counts.computeIfAbsent(sample.id(), none -> new int[4]);
            switch (sample.outcome()) {
                case "PASSED" -> count[0]++;
                case "UNSURE" -> count[1]++;
                case "FAILED" -> count[2]++;
                default -> count[3]++;
            }
        });
        Map<String, CaseScore> scores = new TreeMap<>();
        counts.forEach((id, n) -> scores.put(id, new CaseScore(n[0], n[1], n[0] + n[1] + n[2], n[3])));
        return scores;
    }

    /** For the terminal. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (OfEval eval : evals) {
            lines.add(eval.name() + ": " + eval.words());
            add(lines, "newly failing", eval.failing());
            add(lines, "newly passing", eval.passing());
            add(lines, "changed in part", eval.other());
            lines.add("  unchanged: " + eval.unchanged().size());
        }
        lines.addAll(alone);
        return lines.stream().map(Printable::text).toList();
    }

    private static void add(List<String> lines, String what, List<String> names) {
        if (!names.isEmpty()) {
            int more = names.size() - MOST_NAMES_IN_A_LINE;
            lines.add("  %s %d: %s%s"
                    .formatted(
                            what,
                            names.size(),
                            String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES_IN_A_LINE))),
                            more > 0 ? " and %d more".formatted(more) : ""));
        }
    }

    /** Tells whether a case fails that did not. */
    public boolean newlyFailing() {
        return evals.stream().anyMatch(eval -> !eval.failing().isEmpty());
    }

    ObjectNode json() {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put(
                "words",
                "%d evals in both runs.%s"
                        .formatted(evals.size(), alone.isEmpty() ? "" : " " + String.join("; ", alone)));
        ArrayNode array = node.putArray("evals");
        evals.forEach(eval -> {
            ObjectNode one = array.addObject().put("name", eval.name()).put("words", eval.words());
            names(one.putObject("failing"), eval.failing());
            names(one.putObject("passing"), eval.passing());
            names(one.putObject("other"), eval.other());
            names(one.putObject("unchanged"), eval.unchanged());
        });
        return node;
    }

    private static void names(ObjectNode node, List<String> names) {
        ArrayNode array = node.put("count", names.size()).putArray("names");
        names.stream().limit(MOST_NAMES).forEach(array::add);
    }
}
