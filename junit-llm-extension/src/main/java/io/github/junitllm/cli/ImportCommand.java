package io.github.junitllm.cli;

import io.github.junitllm.cassette.CassetteException;
import io.github.junitllm.importer.ImportException;
import io.github.junitllm.importer.ImportReport;
import io.github.junitllm.importer.WireImporter;
import io.github.junitllm.redact.RedactionRules;
import java.nio.file.Path;
import java.util.List;
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
        description = "Turns exchanges that others recorded (one JSON object a line) into cassettes of a test.")
final class ImportCommand implements Callable<Integer> {

    private static final Pattern TEST = Pattern.compile(
            "(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*\\.)*"
                    + "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*#\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "JSON lines: id, source, licence, request, response.")
    private Path file;

    @Option(
            names = "--test",
            required = true,
            paramLabel = "CLASS#METHOD",
            description = "The eval that the cassettes are for, with its package.")
    private String test;

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
            RedactionRules rules = new RedactionRules(patterns, Set.copyOf(names), allow, Set.of());
            ImportReport report = new WireImporter(folder, test, rules).importFile(file);
            spec.commandLine().getOut().println(report);
            spec.commandLine().getOut().println("written to " + folder);
            return 0;
        } catch (IllegalArgumentException wrongRule) {
            spec.commandLine().getErr().println("--redact: " + wrongRule.getMessage());
            return 2;
        } catch (ImportException | CassetteException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}
