package io.github.junitllm.cli;

import io.github.junitllm.report.SuiteSummary;
import io.github.junitllm.upkeep.RunLines;
import io.github.junitllm.upkeep.UpkeepException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "suite",
        mixinStandardHelpOptions = true,
        description = {
            "Judges the claims about a rate of a whole suite together, over the result lines of all its forks and shards.",
            "Exit code 0: no FAIL stands among all of them, 4: one does."
        })
final class SuiteCommand implements Callable<Integer> {

    private static final int STANDS = 4;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "RESULTS",
            description = "Files of result lines, one of each fork or shard of one run; of a folder the newest.")
    private List<Path> results;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
    SuiteCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            SuiteSummary suite = new SuiteSummary();
            for (Path file : results) {
                RunLines run = RunLines.read(file);
                out.println("by " + run.file());
                run.lines().forEach(suite::add);
            }
            if (suite.size() == 0) {
                // A suite that claims nothing must not look like one whose claims all held.
                spec.commandLine()
                        .getErr()
                        .println("no claim about a rate was decided in these runs: there is nothing to judge");
                return 1;
            }
            suite.lines().forEach(out::println);
            out.println(
                    suite.stands() ? "the suite: FAIL" : "the suite: no FAIL that stands; what else is red stays red");
            return suite.stands() ? STANDS : 0;
        } catch (UpkeepException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}
