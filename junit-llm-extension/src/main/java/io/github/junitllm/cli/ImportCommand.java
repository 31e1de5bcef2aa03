package io.github.junitllm.cli;

import io.github.junitllm.cassette.CassetteException;
import io.github.junitllm.importer.Citation;
import io.github.junitllm.importer.ImportException;
import io.github.junitllm.importer.ImportReport;
import io.github.junitllm.importer.ImportTarget;
import io.github.junitllm.importer.VcrImporter;
import io.github.junitllm.importer.WireImporter;
import io.github.junitllm.importer.WireMockImporter;
import io.github.junitllm.redact.RedactionRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Turns exchanges that others recorded, or stubs, into cassettes of a test.")
final class ImportCommand implements Callable<Integer> {

    private static final Pattern TEST = Pattern.compile(
            "(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*\\.)*"
                    + "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*#\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = {
                "wire: JSON lines with id, source, licence, request, response.",
                "wiremock: a folder with mappings and __files, or a file of mappings.",
                "vcr: a cassette of vcrpy (YAML, JSON) or of Ruby's VCR, or a folder of them."
            })
    private Path file;

    @Option(
            names = "--test",
            required = true,
            paramLabel = "CLASS#METHOD",
            description = "The eval that the cassettes are for, with its package.")
    private String test;

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            defaultValue = "wire",
            description = "Format: wire, wiremock or vcr (default: ${DEFAULT-VALUE}).")
    private String format;

    @Option(names = "--source", paramLabel = "WHO", description = "Who recorded it (wiremock, vcr).")
    private String source = "";

    @Option(names = "--licence", paramLabel = "SPDX", description = "Its licence (wiremock, vcr).")
    private String licence = "";

    @Option(names = "--simulated", description = "The answers are made up: evidence SIMULATED (wiremock, vcr).")
    private boolean simulated;

    @Option(names = "--upstream", paramLabel = "NAME", description = "The provider the stubs stand for (wiremock).")
    private Optional<String> upstream = Optional.empty();

    @Option(
            names = "--case",
            paramLabel = "ID",
            description = "The golden that all is for; else a cassette is named after its file (wiremock, vcr).")
    private Optional<String> caseId = Optional.empty();

    @Option(names = "--skip", description = "Leave out what cannot become a recording (wiremock, vcr).")
    private boolean skip;

    @Option(
            names = "--cassettes",
            paramLabel = "DIR",
            defaultValue = "src/test/resources/cassettes",
            description = "Folder of all cassettes (default: ${DEFAULT-VALUE}).")
    private Path cassettes;

    @Option(
            names = "--redact-patterns",
            paramLabel = "REGEX",
            description = "What to redact beside the built-in rules; may be repeated.")
    private List<String> patterns = List.of();

    @Option(
            names = "--redact-names",
            split = ",",
            paramLabel = "NAME",
            description = "Members and parameters whose value to redact.")
    private List<String> names = List.of();

    @Option(
            names = "--redact-allow",
            split = ",",
            paramLabel = "POINTER",
            description = "JSON Pointers of what stays as it is.")
    private List<String> allow = List.of();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
    ImportCommand() {}

    @Override
    public Integer call() {
        int hash = test.indexOf('#');
        // Nothing but Java names: they become folders, and must not climb out of the one for cassettes.
        if (!TEST.matcher(test).matches()) {
            spec.commandLine()
                    .getErr()
                    .println("--test %s: expected a class and a method, for example com.example.RefundTest#answers"
                            .formatted(test));
            return 2;
        }
        Path folder =
                cassettes.resolve(test.substring(0, hash).replace('$', '.')).resolve(test.substring(hash + 1));
        try {
            RedactionRules rules = rules();
            ImportReport report = imported(folder, rules);
            spec.commandLine().getOut().println(report);
            spec.commandLine().getOut().println("written to " + folder);
            return 0;
        } catch (IllegalArgumentException wrongOption) {
            spec.commandLine().getErr().println(wrongOption.getMessage());
            return 2;
        } catch (ImportException | CassetteException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private RedactionRules rules() {
        try {
            return new RedactionRules(patterns, Set.copyOf(names), allow, Set.of());
        } catch (IllegalArgumentException wrongRule) {
            throw new IllegalArgumentException("--redact: " + wrongRule.getMessage(), wrongRule);
        }
    }

    private ImportReport imported(Path folder, RedactionRules rules) {
        return switch (format) {
            case "wire" -> new WireImporter(folder, test, rules).importFile(file);
            case "wiremock" -> new WireMockImporter(target(folder, rules), upstream).importFrom(file);
            case "vcr", "vcrpy" -> new VcrImporter(target(folder, rules)).importFrom(file);
            default ->
                throw new IllegalArgumentException("--from %s: expected wire, wiremock or vcr".formatted(format));
        };
    }

    private ImportTarget target(Path folder, RedactionRules rules) {
        if (source.isBlank() || licence.isBlank()) {
            throw new IllegalArgumentException(
                    "--from %s: needs --source and --licence, since the files do not say where their answers come from; for example --source github.com/example/shop --licence Apache-2.0, with --simulated if they are made up"
                            .formatted(format));
        }
        return new ImportTarget(folder, test, caseId, rules, new Citation(source, licence, simulated), skip);
    }
}
