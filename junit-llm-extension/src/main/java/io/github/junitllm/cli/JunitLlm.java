package io.github.junitllm.cli;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code junit-llm}. Exit codes: 0 done, 1 the input cannot be used, 2 wrong options, 3 drift shown, 4 the suite fails. */
@API(status = EXPERIMENTAL, since = "0.1")
@Command(
        name = "junit-llm",
        mixinStandardHelpOptions = true,
        description = "Looks after the cassettes of junit-llm.",
        subcommands = {
            ImportCommand.class,
            ExportCommand.class,
            PruneCommand.class,
            AcceptCommand.class,
            DriftCommand.class,
            SuiteCommand.class
        })
public final class JunitLlm {

    private JunitLlm() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command and returns its exit code. */
    public static int run(String... arguments) {
        return new CommandLine(new JunitLlm()).execute(arguments);
    }
}
