package io.github.junitllm.cli;

import io.github.junitllm.upkeep.Accept;
import io.github.junitllm.upkeep.RunLines;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "accept",
        mixinStandardHelpOptions = true,
        description = "Takes the answers of the last draft run into the cassettes, and removes those of older prompts.")
final class AcceptCommand extends RunCommand {

    AcceptCommand() {
        super("nothing to accept");
    }

    @Override
    List<String> apply(RunLines run) {
        return Accept.run(run);
    }
}
