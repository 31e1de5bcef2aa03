package io.github.junitllm.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.report.CiSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description = {
            "A run for a CI page. markdown: for the step summary of GitHub, to which it is added when GITHUB_STEP_SUMMARY is set;",
            "comment: for a pull request, with a marker to replace it by; annotations: ::error lines at the goldens that fail."
        })
final class SummaryCommand extends ReportingCommand {

    /** GitHub takes 1 MiB of summary in bytes, and 65,536 characters of comment. */
    private static final Map<String, Integer> LONGEST = Map.of("markdown", 250_000, "comment", 60_000);

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "markdown",
            description = "Format: markdown, comment or annotations (default: ${DEFAULT-VALUE}).")
    private String format;

    @Parameters(
            arity = "0..*",
            paramLabel = "RESULTS",
            defaultValue = "target/junit-llm",
            description = "Files of result lines, or a folder whose newest is taken (default: ${DEFAULT-VALUE}).")
    private List<Path> results;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
    SummaryCommand() {}

    @Override
    int report() {
        if (format.equals("annotations")) {
            CiSummary.of(results).annotations().forEach(this::say);
            return 0;
        }
        Integer longest = LONGEST.get(format);
        if (longest == null) {
            say("--format %s: expected markdown, comment or annotations".formatted(format));
            return 2;
        }
        String text = CiSummary.of(results).markdown(longest);
        String file = System.getenv("GITHUB_STEP_SUMMARY");
        if (format.equals("markdown") && file != null && !file.isBlank()) {
            append(Path.of(file), text);
        } else {
            say((format.equals("comment") ? CiSummary.MARKER + "\n" : "") + text.stripTrailing());
        }
        return 0;
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the summary cannot be added to " + file, e);
        }
    }
}
