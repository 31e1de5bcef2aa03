package io.github.junitllm.cli;

import io.github.junitllm.cassette.CassetteException;
import io.github.junitllm.upkeep.RunLines;
import io.github.junitllm.upkeep.UpkeepException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that goes by the result lines of a run. */
abstract class RunCommand implements Callable<Integer> {

    private final String nothing;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RESULTS",
            defaultValue = "target/junit-llm",
            description = "A file of result lines, or a folder whose newest is taken (default: ${DEFAULT-VALUE}).")
    private Path results;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
    RunCommand(String nothing) {
        this.nothing = nothing;
    }

    abstract List<String> apply(RunLines run);

    @Override
    public Integer call() {
        try {
            RunLines run = RunLines.read(results);
            List<String> report = apply(run);
            spec.commandLine().getOut().println("by " + run.file());
            (report.isEmpty() ? List.of(nothing) : report)
                    .forEach(line -> spec.commandLine().getOut().println(line));
            return 0;
        } catch (UpkeepException | CassetteException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}
