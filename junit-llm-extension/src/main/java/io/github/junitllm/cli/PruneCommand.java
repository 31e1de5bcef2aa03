package io.github.junitllm.cli;

import io.github.junitllm.upkeep.Prune;
import io.github.junitllm.upkeep.RunLines;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        description = "Removes the recordings that the last run of every sample did not use.")
final class PruneCommand extends RunCommand {

    @Option(names = "--dry-run", description = "Only say what would be removed.")
    private boolean dryRun;

    PruneCommand() {
        super("nothing to remove");
    }

    @Override
    List<String> apply(RunLines run) {
        return Prune.run(run, dryRun);
    }
}
