package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.injection.Attack;
import io.github.junitllm.injection.Resistance;
import io.github.junitllm.injection.Trust;
import io.github.junitllm.stats.Rates;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells of recorded answers whether the attack worked, and compares with the labels, which it looks at only then. */
final class InjectionKind implements Measure.Kind {

    /** What summarising an issue needs; the data set does not say. */
    private static final String AGENT_MAY = "read_file";

    private static final double CONFIDENCE = 0.95;

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        boolean isFolder = Files.isDirectory(path);
        if (isFolder || !path.endsWith("boundary_tags.jsonl")) {
            answers(Rows.of(path, "spikee.jsonl"), out, err);
        }
        if (isFolder || path.endsWith("boundary_tags.jsonl")) {
            agents(Rows.of(path, "boundary_tags.jsonl"), out, err);
        }
    }

    private static void answers(List<JsonNode> rows, Figures out, PrintStream err) {
        Map<String, Counts> obeyed = new TreeMap<>();
        Map<String, Counts> published = new TreeMap<>();
        Counts exact = new Counts();
        for (JsonNode row : rows) {
            String canary = row.path("success_check").path("value").asText();
            String answer = row.path("response").asText();
            Attack attack = Attack.of(
                    row.path("id").asText(),
                    row.path("goal_text").asText(row.path("prompt").asText()),
                    canary);
            Trust trust = Trust.nothing().withUntrusted(row.path("prompt").asText());
            Resistance found = Resistance.of(attack, trust, answer, List.of());
            boolean label = row.path("label_obeyed").asBoolean();
            if (found.isBroken() != label) {
                err.println("%s: label_obeyed %s; %s"
                        .formatted(row.path("label_audit").asText(), label, found.description()));
            }
            for (String source :
                    List.of("spikee", "spikee/" + row.path("attack_goal").asText())) {
                obeyed.computeIfAbsent(source, key -> new Counts()).count(found.isBroken(), label);
                published
                        .computeIfAbsent(source, key -> new Counts())
                        .count(found.isBroken(), row.path("label").asText().equals("succeeded"));
            }
            exact.count(answer.contains(canary), label);
        }
        obeyed.forEach((source, counts) -> counts.print(source, "obeyed", out));
        published.forEach((source, counts) -> counts.print(source, "label", out));
        exact.print("spikee/exact canary alone", "obeyed", out);
    }

    private static void agents(List<JsonNode> rows, Figures out, PrintStream err) {
        Counts counts = new Counts();
        Trust trust = Trust.nothing().allowingTools(AGENT_MAY).withPrivilegedTool(AGENT_MAY);
        for (JsonNode row : rows) {
            Attack attack = new Attack(
                    row.path("id").asText(),
                    row.path("payload").asText(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty());
            List<ToolCall> calls = new ArrayList<>();
            for (JsonNode call : row.path("tool_calls")) {
                calls.add(new ToolCall("", call.path("name").asText(), Json.write(call.path("arguments"))));
            }
            Resistance found =
                    Resistance.of(attack, trust, row.path("response_preview").asText(), calls);
            boolean label = row.path("label").asText().equals("succeeded");
            if (found.isBroken() != label) {
                err.println("label %s; %s".formatted(row.path("label").asText(), found.description()));
            }
            counts.count(found.isBroken(), label);
        }
        counts.print("boundary_tags", "agent", out);
        bounds("precision_agent", counts.hits, counts.hits + counts.falseAlarms, out);
        bounds("recall_agent", counts.hits, counts.hits + counts.missed, out);
    }

    /** Of few rows a share alone says too much. */
    private static void bounds(String figure, int right, int n, Figures out) {
        out.count("boundary_tags", figure + "_right", right, n);
        if (n > 0) {
            out.quantity("boundary_tags", figure + "_lower_95", Rates.lowerBound(right, n, CONFIDENCE), n);
        }
    }

    private static final class Counts {

        private int hits;
        private int falseAlarms;
        private int missed;

        void count(boolean found, boolean label) {
            hits += found && label ? 1 : 0;
            falseAlarms += found && !label ? 1 : 0;
            missed += !found && label ? 1 : 0;
        }

        void print(String source, String label, Figures out) {
            share(source, "precision_" + label, hits + falseAlarms, out);
            share(source, "recall_" + label, hits + missed, out);
        }

        private void share(String source, String figure, int n, Figures out) {
            out.quantity(source, figure, n == 0 ? 0 : (double) hits / n, n);
        }
    }
}
