package io.github.junitllm.cli;

import io.github.junitllm.report.ResultReader;
import io.github.junitllm.report.SuiteSummary;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "suite",
        mixinStandardHelpOptions = true,
        description = {
            "Judges the claims about a rate of a whole suite together, over the result lines of all its forks and shards.",
            "Exit code 0: no FAIL stands among all of them, 4: one does."
        })
final class SuiteCommand extends ReportingCommand {

    private static final int STANDS = 4;

    @Parameters(
            arity = "1..*",
            paramLabel = "RESULTS",
            description = "Files of result lines, one of each fork or shard of one run; of a folder the newest.")
    private List<Path> results;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
    SuiteCommand() {}

    @Override
    int report() {
        List<Path> files = results.stream().map(ResultReader::file).toList();
        files.forEach(file -> say("by " + file));
        SuiteSummary suite = SuiteSummary.of(files);
        suite.lines().forEach(this::say);
        say(suite.stands() ? "the suite: FAIL" : "the suite: no FAIL that stands; what else is red stays red");
        return suite.stands() ? STANDS : 0;
    }
}
