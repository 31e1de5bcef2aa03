package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.stats.Agreement;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recorded verdicts of judges on pairs of answers, each in both orders, against the label of people: accuracy over both orders (a verdict
 * that is none is wrong), the share of pairs with the same verdict after the swap, and Cohen's kappa over the verdicts that are one.
 */
final class JudgeAgreementKind implements Measure.Kind {

    /** What one judge said. */
    private static final class Judge {
        private int pairs;
        private int right;
        private int same;
        private final int[][] table = new int[2][2];

        void add(int gold, int first, int swapped) {
            pairs++;
            same += first == swapped && first > 0 ? 1 : 0;
            for (int verdict : new int[] {first, swapped}) {
                right += verdict == gold ? 1 : 0;
                if (verdict > 0) {
                    table[verdict - 1][gold - 1]++;
                }
            }
        }
    }

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Map<String, Judge> judges = new TreeMap<>();
        for (JsonNode row : Rows.of(path, "llmbar.jsonl")) {
            add(judges, row);
        }
        judges.forEach((name, judge) -> {
            out.quantity(name, "accuracy", judge.right / (2.0 * judge.pairs), 2 * judge.pairs);
            out.quantity(name, "same_after_swap", (double) judge.same / judge.pairs, judge.pairs);
            Agreement.cohenKappa(judge.table, Agreement.Weights.NONE)
                    .ifPresent(kappa -> out.quantity(
                            name,
                            "kappa",
                            kappa.value(),
                            judge.table[0][0] + judge.table[0][1] + judge.table[1][0] + judge.table[1][1]));
        });
    }

    private static void add(Map<String, Judge> judges, JsonNode row) throws Unreadable {
        int gold = verdict(row.path("gold").asText());
        if (gold == 0) {
            throw new Unreadable(row.path("id").asText("a row") + ": \"gold\": expected 1 or 2");
        }
        row.path("judge_verdicts").properties().forEach(judge -> judges.computeIfAbsent(
                        judge.getKey(), none -> new Judge())
                .add(
                        gold,
                        verdict(judge.getValue().path(0).asText()),
                        verdict(judge.getValue().path(1).asText())));
    }

    private static int verdict(String text) {
        return text.equals("1") ? 1 : text.equals("2") ? 2 : 0;
    }
}
