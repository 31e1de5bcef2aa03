package io.github.junitllm.cli;

import io.github.junitllm.report.HtmlReport;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes one HTML page that holds a whole run; it needs no network.")
final class ReportCommand extends ReportingCommand {

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "target/junit-llm/report.html",
            description = "The page (default: ${DEFAULT-VALUE}).")
    private Path page;

    @Option(
            names = "--against",
            paramLabel = "OLDER",
            description = "Result lines of an earlier run to compare with; may be repeated for its shards.")
    private List<Path> older = List.of();

    @Parameters(
            arity = "0..*",
            paramLabel = "RESULTS",
            defaultValue = "target/junit-llm",
            description =
                    "Files of result lines of one run, or a folder whose newest is taken (default: ${DEFAULT-VALUE}).")
    private List<Path> results;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
    ReportCommand() {}

    @Override
    int report() {
        HtmlReport.write(results, older, page);
        say("report: " + page);
        return 0;
    }
}
