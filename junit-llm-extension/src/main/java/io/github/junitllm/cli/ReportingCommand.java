package io.github.junitllm.cli;

import io.github.junitllm.report.ResultReader.ResultLinesException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that tells of result lines. */
abstract class ReportingCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
    ReportingCommand() {}

    abstract int report();

    final void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    @Override
    public Integer call() {
        try {
            return report();
        } catch (ResultLinesException | UncheckedIOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}
