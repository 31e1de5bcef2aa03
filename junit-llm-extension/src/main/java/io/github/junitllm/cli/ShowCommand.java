package io.github.junitllm.cli;

import io.github.junitllm.report.ShownCase;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the samples of one case: outcome, message, what was said, how to run it again.")
final class ShowCommand extends ReportingCommand {

    @Parameters(index = "0", paramLabel = "CASE", description = "Id of the golden.")
    private String caseId;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "RESULTS",
            defaultValue = "target/junit-llm",
            description = "Files of result lines, or a folder whose newest is taken (default: ${DEFAULT-VALUE}).")
    private List<Path> results;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
    ShowCommand() {}

    @Override
    int report() {
        List<String> lines = ShownCase.of(results, caseId);
        lines.forEach(this::say);
        return lines.isEmpty() ? missing() : 0;
    }

    private int missing() {
        say("no sample of a case \"%s\"".formatted(caseId));
        return 1;
    }
}
