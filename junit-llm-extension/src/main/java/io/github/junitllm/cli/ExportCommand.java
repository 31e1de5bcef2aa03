package io.github.junitllm.cli;

import io.github.junitllm.cassette.CassetteException;
import io.github.junitllm.importer.ImportException;
import io.github.junitllm.importer.WireMockExporter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a cassette as WireMock mappings, with bodies in __files.")
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--to", required = true, paramLabel = "FORMAT", description = "Format: wiremock.")
    private String format;

    @Parameters(index = "0", paramLabel = "CASSETTE", description = "The cassette.")
    private Path cassette;

    @Parameters(index = "1", paramLabel = "DIR", description = "The root folder of WireMock; without mappings so far.")
    private Path folder;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
    ExportCommand() {}

    @Override
    public Integer call() {
        if (!format.equals("wiremock")) {
            spec.commandLine().getErr().println("--to %s: expected wiremock".formatted(format));
            return 2;
        }
        try {
            int takes = new WireMockExporter(folder).export(cassette);
            spec.commandLine()
                    .getOut()
                    .println("%d take%s written to %s".formatted(takes, takes == 1 ? "" : "s", folder));
            return 0;
        } catch (ImportException | CassetteException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}
