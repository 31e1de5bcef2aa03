package io.github.junitllm.sampling;

import io.github.junitllm.exchange.Json;
import io.github.junitllm.report.Printable;
import io.github.junitllm.report.ResultFile;
import io.github.junitllm.report.SuiteSummary;
import io.github.junitllm.report.VerdictTable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What all evals of one engine run share: the file of result lines, and the table printed at the end. */
final class RunReport implements AutoCloseable, ExtensionContext.Store.CloseableResource {

    private static final ExtensionContext.Namespace SHARED = ExtensionContext.Namespace.create(RunReport.class);

    private final ResultFile results;
    private final Budgets budgets;
    private final List<VerdictTable.Row> rows = new ArrayList<>();
    private final SuiteSummary suite = new SuiteSummary();

    private RunReport(Settings settings) {
        this.results = ResultFile.startIn(
                settings.results(), settings.mode().name().toLowerCase(Locale.ROOT), Clock.systemUTC());
        this.budgets = new Budgets(settings.spending());
    }

    static RunReport of(ExtensionContext context, Settings settings) {
        return context.getRoot()
                .getStore(SHARED)
                .getOrComputeIfAbsent(RunReport.class, key -> new RunReport(settings), RunReport.class);
    }

    /** An eval that never began is red in the table too. */
    static void refused(ExtensionContext context, ExtensionConfigurationException refusal) {
        Settings settings;
        try {
            // Without the rules of the test, which may be what is refused.
            settings = new Settings(
                    context::getConfigurationParameter,
                    context.getRequiredTestClass(),
                    Optional.empty(),
                    System.getenv());
            settings.mode();
        } catch (ExtensionConfigurationException settingsAreTheTrouble) {
            // Nobody can know where results go then; the refusal itself is what JUnit shows.
            return;
        }
        RunReport report = of(context, settings);
        String message = Printable.text(String.valueOf(refusal.getMessage()));
        String name = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        report.results()
                .write(Json.MAPPER
                        .createObjectNode()
                        .put("type", "refused")
                        .put(
                                "test",
                                context.getRequiredTestClass().getName() + "#"
                                        + context.getRequiredTestMethod().getName())
                        .put("text", message));
        report.add(new VerdictTable.Row(false, "REFUSED", name, 0, 0, 0, "-", "-", "-", "-", "none", List.of(message)));
    }

    /** What the evals of this run may spend. */
    Budgets budgets() {
        return budgets;
    }

    ResultFile results() {
        return results;
    }

    Path file() {
        return results.path();
    }

    synchronized void add(VerdictTable.Row row) {
        rows.add(row);
    }

    synchronized void count(String eval, Ruling ruling) {
        ruling.claimed(eval).ifPresent(suite::add);
    }

    @Override
    public synchronized void close() {
        ContextLane.saveAll();
        suite.line().ifPresent(results::write);
        results.close();
        if (!rows.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "%njunit-llm: %d eval%s, %d red%n%n%s%n%sresults: %s%n",
                    rows.size(),
                    rows.size() == 1 ? "" : "s",
                    rows.stream().filter(row -> !row.green()).count(),
                    VerdictTable.of(rows),
                    suite.lines().stream().map(line -> line + "%n".formatted()).collect(Collectors.joining()),
                    results.path().toAbsolutePath());
        }
    }
}
