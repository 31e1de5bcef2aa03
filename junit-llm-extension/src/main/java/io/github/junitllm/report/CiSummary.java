package io.github.junitllm.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apiguardian.api.API;

/** A run in the words of a CI page: Markdown for a summary or a pull request, and annotations at the golden that fails. */
@API(status = INTERNAL, since = "0.1")
public final class CiSummary {

    /** First line of a comment, by which the next run finds and replaces it. */
    public static final String MARKER = "<!-- junit-llm -->";

    private static final int LONGEST_NAME = 200;
    private static final int MOST_CASES = 20;
    private static final int MOST_ANNOTATIONS = 10;

    private final RunIndex run;
    private final List<EvalFigures> evals;

    private CiSummary(RunIndex run) {
        this.run = run;
        this.evals = run.evals().values().stream()
                .map(EvalFigures::new)
                .sorted(Comparator.comparing(EvalFigures::green)
                        .thenComparing(figures -> figures.eval().name()))
                .toList();
    }

    /** Reads the lines of one run. */
    public static CiSummary of(List<Path> results) {
        return new CiSummary(RunIndex.read(results));
    }

    /** A table of verdicts, what is red first, and the cases that fail; rows that would be over the limit are counted. */
    public String markdown(int longest) {
        long red = evals.stream().filter(figures -> !figures.green()).count();
        StringBuilder text = new StringBuilder("### junit-llm: %d eval%s, %d not green\n\n"
                .formatted(evals.size(), evals.size() == 1 ? "" : "s", red));
        text.append(
                "| verdict | eval | passed | rate | 95 % bounds | claim | evidence |\n|---|---|--:|--:|---|---|---|\n");
        int rows = 0;
        for (EvalFigures figures : evals) {
            String row = row(figures);
            if (text.length() + row.length() > longest - 200) {
                break;
            }
            text.append(row);
            rows++;
        }
        if (rows < evals.size()) {
            text.append("\n%d more evals are in the report.\n".formatted(evals.size() - rows));
        }
        for (EvalFigures figures : evals) {
            String failing = figures.green() ? "" : failing(figures);
            if (!failing.isEmpty() && text.length() + failing.length() < longest) {
                text.append(failing);
            }
        }
        return text.toString();
    }

    private static String row(EvalFigures figures) {
        return "| %s %s%s | %s | %d of %d | %s | %s | %s | %s |\n"
                .formatted(
                        figures.green() ? "✅" : figures.verdict().equals("INCONCLUSIVE") ? "❔" : "❌",
                        figures.verdict(),
                        figures.foreseen().isEmpty() ? "" : " (" + figures.foreseen() + ")",
                        code(figures.eval().name()),
                        figures.count("passed"),
                        figures.count("scored"),
                        figures.rate()
                                .map(rate -> String.format(Locale.ROOT, "%.3f", rate))
                                .orElse("-"),
                        figures.bounds(),
                        figures.claim().isEmpty() ? "-" : code(figures.claim()),
                        figures.evidence().isEmpty() ? "none" : code(figures.evidence()));
    }

    private static String failing(EvalFigures figures) {
        Set<String> cases = new LinkedHashSet<>();
        figures.eval().samples().stream()
                .filter(sample -> !sample.outcome().equals("PASSED"))
                .forEach(sample -> cases.add(sample.id()));
        if (cases.isEmpty()) {
            return "";
        }
        return "\n%s, cases that did not pass: %s%s\n"
                .formatted(
                        code(figures.eval().name()),
                        String.join(
                                ", ",
                                cases.stream()
                                        .limit(MOST_CASES)
                                        .map(CiSummary::code)
                                        .toList()),
                        cases.size() > MOST_CASES ? " and %d more".formatted(cases.size() - MOST_CASES) : "");
    }

    /** In a code span nothing is a link, a mention or a tag. */
    private static String code(String text) {
        return "`"
                + Printable.text(text, LONGEST_NAME)
                        .replace('`', '\'')
                        .replaceAll("\\s+", " ")
                        .replace("|", "\\|")
                + "`";
    }

    /** Workflow commands of GitHub, one for each case that does not pass in an eval that is not green, ten at most. */
    public List<String> annotations() {
        List<String> lines = new ArrayList<>();
        try (RunIndex.Lines all = run.new Lines()) {
            for (EvalFigures figures : evals) {
                Set<String> seen = new LinkedHashSet<>();
                for (RunIndex.Sample sample : figures.green()
                        ? List.<RunIndex.Sample>of()
                        : figures.eval().samples()) {
                    if (!sample.outcome().equals("PASSED") && seen.add(sample.id())) {
                        if (lines.size() == MOST_ANNOTATIONS) {
                            return lines;
                        }
                        lines.add(annotation(figures, sample, all.of(sample)));
                    }
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("the result lines cannot be read again", e);
        }
    }

    private static String annotation(EvalFigures figures, RunIndex.Sample sample, JsonNode line) {
        String golden = line.path("golden").asText("");
        int colon = golden.lastIndexOf(':');
        String place = colon < 0 || golden.startsWith("inline")
                ? ""
                : "file=%s,line=%s,"
                        .formatted(property(path(golden.substring(0, colon))), property(golden.substring(colon + 1)));
        String message = line.path("message").asText(sample.outcome());
        return "::error %stitle=%s::%s"
                .formatted(
                        place,
                        property(Printable.text(figures.eval().name() + " " + sample.id(), LONGEST_NAME)),
                        value(Printable.text(message.strip(), 1_000)));
    }

    private static String path(String golden) {
        Path resource = Path.of("src/test/resources").resolve(golden.replaceFirst("^/+", ""));
        return Files.exists(resource) ? resource.toString().replace('\\', '/') : golden;
    }

    private static String value(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return value(text).replace(":", "%3A").replace(",", "%2C");
    }
}
