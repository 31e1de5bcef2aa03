package io.github.junitllm.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        description =
                "Shows answers one by one, asks whether each is good and why, and writes the file that calibrates a judge. Every label is written at once; started again it goes on where it stopped.")
final class LabelCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "ANSWERS",
            description = "JSON lines with \"id\" and \"answer\", and as wanted \"question\" and \"context\".")
    private Path answers;

    @Parameters(index = "1", paramLabel = "LABELS", description = "The file of labels, made or added to.")
    private Path labels;

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who labels.")
    private String by;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
    LabelCommand() {}

    @Override
    public Integer call() {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            new Labelling(in, spec.commandLine().getOut(), by, LocalDate.now(ZoneId.systemDefault()))
                    .run(answers, labels);
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}
