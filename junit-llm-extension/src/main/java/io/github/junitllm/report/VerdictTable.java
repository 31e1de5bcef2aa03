package io.github.junitllm.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apiguardian.api.API;

/** The table at the end of a run: one row per eval, what needs words below it. */
@API(status = INTERNAL, since = "0.1")
public final class VerdictTable {

    private static final List<String> HEAD = List.of(
            "verdict", "eval", "cases", "samples", "passed", "errors", "rate", "95 % bounds", "claim", "evidence");

    private VerdictTable() {}

    /**
     * One eval.
     *
     * @param green whether it does no harm: those come first, the others stand near the prompt
     * @param verdict the verdict, and whether it was expected
     * @param eval class and method
     * @param cases number of goldens
     * @param samples number of samples that ran
     * @param passed number of samples that passed
     * @param errors errors by kind
     * @param rate pass rate of the scored samples
     * @param bounds exact one-sided bounds, with the confidence where it is not 95 %
     * @param claim what is claimed
     * @param evidence kinds of evidence with counts
     * @param notes lines below the table
     */
    public record Row(
            boolean green,
            String verdict,
            String eval,
            int cases,
            int samples,
            int passed,
            String errors,
            String rate,
            String bounds,
            String claim,
            String evidence,
            List<String> notes) {

        /** Copies the list. */
        public Row {
            notes = List.copyOf(notes);
        }

        private List<String> cells() {
            return List.of(
                    verdict,
                    eval,
                    String.valueOf(cases),
                    String.valueOf(samples),
                    String.valueOf(passed),
                    errors,
                    rate,
                    bounds,
                    claim,
                    evidence);
        }
    }

    /** Lays the rows out in columns, plain ASCII but for what names hold. */
    public static String of(List<Row> unsorted) {
        List<Row> rows = unsorted.stream()
                .sorted(Comparator.comparing((Row row) -> !row.green()).thenComparing(Row::eval))
                .toList();
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        rows.forEach(row -> lines.add(row.cells()));
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < HEAD.size(); column++) {
                int at = column;
                int width = lines.stream()
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElse(0);
                boolean number = column >= 2 && column <= 4;
                String padding = " ".repeat(width - line.get(column).length());
                text.append(number ? padding : "").append(line.get(column)).append(number ? "" : padding);
                text.append("  ");
            }
            table.append(text.toString().stripTrailing()).append('\n');
        }
        table.append('\n');
        for (Row row : rows) {
            if (!row.notes().isEmpty()) {
                table.append(row.eval()).append('\n');
                row.notes().forEach(note -> table.append("  ").append(note).append('\n'));
            }
        }
        return table.toString();
    }
}
