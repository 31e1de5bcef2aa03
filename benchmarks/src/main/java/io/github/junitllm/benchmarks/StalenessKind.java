package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.time.DatedFact;
import io.github.junitllm.time.Facts;
import io.github.junitllm.time.Freshness;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Judges answers by facts that the other rows of the same article and relation tell; a row's own validity and label are not looked at. */
final class StalenessKind implements Measure.Kind {

    private record Row(JsonNode node) {
        String text(String name) {
            return node.path(name).asText();
        }

        String group() {
            return text("article") + "\n" + text("relation");
        }

        int year(String name, int index) {
            return node.path(name).path(index).asInt();
        }
    }

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Map<String, List<Row>> groups = new TreeMap<>();
        for (JsonNode node : Rows.of(path, "timeqa.jsonl")) {
            Row row = new Row(node);
            groups.computeIfAbsent(row.group(), none -> new ArrayList<>()).add(row);
        }
        Map<String, int[]> counts = new TreeMap<>();
        int unknown = 0;
        int agree = 0;
        int n = 0;
        for (List<Row> group : groups.values()) {
            for (Row row : group) {
                String label = row.text("label");
                String verdict = verdict(row, group);
                int[] count = counts.computeIfAbsent(label, none -> new int[2]);
                count[1]++;
                n++;
                unknown += verdict.equals("unknown") ? 1 : 0;
                if (verdict.equals(label)) {
                    count[0]++;
                    agree++;
                } else {
                    err.println("%s: labelled %s, found %s".formatted(row.text("id"), label, verdict));
                }
            }
        }
        if (n == 0) {
            throw new Unreadable(path + " has no rows");
        }
        out.count("timeqa", "agree", agree, n);
        counts.forEach((label, count) -> out.count("timeqa", "agree_" + label, count[0], count[1]));
        out.count("timeqa", "unknown", unknown, n);
        out.count(
                "timeqa",
                "majority_baseline",
                Collections.max(counts.values().stream().map(count -> count[1]).toList()),
                n);
    }

    private static String verdict(Row row, List<Row> group) {
        Facts facts = Facts.none();
        boolean any = false;
        for (Row other : group) {
            if (!other.text("id").equals(row.text("id"))) {
                facts = facts.with(fact(other));
                any = true;
            }
        }
        if (!any) {
            return "unknown";
        }
        Freshness freshness = facts.judge(row.text("answer"), start(row, "as_of"), end(row, "as_of"))
                .freshness();
        return switch (freshness) {
            case FRESH -> "current";
            case STALE -> "stale";
            case NOT_YET_VALID -> "not_yet_valid";
            case HEDGED, WRONG -> "unknown";
        };
    }

    private static DatedFact fact(Row row) {
        return new DatedFact(
                row.text("answer"),
                Optional.of(start(row, "answer_valid")),
                Optional.of(end(row, "answer_valid")),
                List.of());
    }

    private static LocalDate start(Row row, String name) {
        return LocalDate.of(row.year(name, 0), 1, 1);
    }

    /** The data writes 2004-2005 and 2005-2006 for periods that meet: the last year is where the next begins. */
    private static LocalDate end(Row row, String name) {
        int last = Math.max(row.year(name, 1), row.year(name, 0) + 1);
        return LocalDate.of(last, 1, 1).minusDays(1);
    }
}
