package io.github.junitllm.cli;

import io.github.junitllm.report.MergedLines;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description =
                "Merges the result lines of shards into one file, in an order that does not depend on the shards.")
final class MergeCommand extends ReportingCommand {

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The merged file.")
    private Path out;

    @Parameters(arity = "1..*", paramLabel = "RESULTS", description = "Files of result lines of one run.")
    private List<Path> results;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
    MergeCommand() {}

    @Override
    int report() {
        MergedLines.write(results, out);
        say("merged: " + out);
        return 0;
    }
}
