package io.github.junitllm.cli;

import io.github.junitllm.report.RunComparison;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two runs case by case: newly failing, newly passing, and whether it is more than chance.",
            "Exit code 0: no case fails that passed before, 3: one does."
        })
final class CompareCommand extends ReportingCommand {

    private static final int NEWLY_FAILING = 3;

    @Parameters(index = "0", paramLabel = "OLDER", description = "Result lines of the older run.")
    private Path older;

    @Parameters(index = "1", paramLabel = "NEWER", description = "Result lines of the newer run.")
    private Path newer;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
    CompareCommand() {}

    @Override
    int report() {
        RunComparison comparison = RunComparison.of(List.of(older), List.of(newer));
        comparison.lines().forEach(this::say);
        return comparison.newlyFailing() ? NEWLY_FAILING : 0;
    }
}
