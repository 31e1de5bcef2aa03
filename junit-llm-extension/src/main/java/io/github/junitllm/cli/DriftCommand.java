package io.github.junitllm.cli;

import io.github.junitllm.upkeep.Drift;
import io.github.junitllm.upkeep.RunLines;
import io.github.junitllm.upkeep.UpkeepException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = {
            "Compares a replay with a live run of the same tests: did the provider's answers change?",
            "Exit code 0: no change shown, 3: something changed."
        })
final class DriftCommand implements Callable<Integer> {

    private static final int CHANGED = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "REPLAY", description = "Result lines of a run in the mode replay.")
    private Path replay;

    @Parameters(index = "1", paramLabel = "LIVE", description = "Result lines of a run in the mode live.")
    private Path live;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
    DriftCommand() {}

    @Override
    public Integer call() {
        try {
            Drift.Report report = Drift.between(RunLines.read(replay), RunLines.read(live));
            report.lines().forEach(line -> spec.commandLine().getOut().println(line));
            return report.changed() ? CHANGED : 0;
        } catch (UpkeepException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}
