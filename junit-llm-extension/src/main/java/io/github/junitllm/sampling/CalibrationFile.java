package io.github.junitllm.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.judge.Rubric;
import io.github.junitllm.stats.JudgeLabels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The committed result of a calibration, format version 1.
 *
 * @param rubricHash of all that decides what the judge says, its model and prompt among it
 * @param labelsHash of the labelled answers
 * @param labels the table of counts
 * @param evidence what its replies were
 * @param on the day
 */
record CalibrationFile(String rubricHash, String labelsHash, JudgeLabels labels, String evidence, LocalDate on) {

    private static final int FORMAT = 1;

    /**
     * Reads it; empty when there is none.
     *
     * @throws ExtensionConfigurationException when it is no such file
     */
    static Optional<CalibrationFile> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String shown = ProjectLayout.shown(file);
        try {
            JsonNode all = Json.tryRead(Files.readString(file, UTF_8))
                    .orElseThrow(() -> new IllegalArgumentException("no JSON"));
            if (all.path("format").asInt() != FORMAT) {
                throw new IllegalArgumentException(
                        "format = %d, known is %d".formatted(all.path("format").asInt(), FORMAT));
            }
            return Optional.of(new CalibrationFile(
                    text(all, "rubric_hash"),
                    text(all, "labels_hash"),
                    new JudgeLabels(
                            count(all, "good_passed"), count(all, "good"), count(all, "bad_caught"), count(all, "bad")),
                    text(all, "evidence"),
                    LocalDate.parse(text(all, "date"))));
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            throw new ExtensionConfigurationException(
                    "%s: %s; it is written by a @JudgeCalibration test with -Djunit.llm.calibration=update"
                            .formatted(shown, e.getMessage()),
                    e);
        }
    }

    private static String text(JsonNode all, String member) {
        if (!all.path(member).isTextual()) {
            throw new IllegalArgumentException("\"%s\" is no text".formatted(member));
        }
        return all.path(member).asText();
    }

    private static int count(JsonNode all, String member) {
        if (!all.path(member).isInt()) {
            throw new IllegalArgumentException("\"%s\" is no whole number".formatted(member));
        }
        return all.path(member).asInt();
    }

    /** Writes it, whole or not at all. */
    void write(Path file, Rubric rubric) {
        ObjectNode all = Json.MAPPER
                .createObjectNode()
                .put("format", FORMAT)
                .put("rubric", rubric.name())
                .put("model", rubric.model())
                .put("prompt_version", Rubric.promptVersion())
                .put("rubric_hash", rubricHash)
                .put("labels_hash", labelsHash)
                .put("good", labels.humanPasses())
                .put("good_passed", labels.truePositives())
                .put("bad", labels.humanFails())
                .put("bad_caught", labels.trueNegatives())
                .put("evidence", evidence)
                .put("date", on.toString());
        List<String> members = new ArrayList<>();
        all.properties()
                .forEach(member ->
                        members.add("  \"%s\": %s".formatted(member.getKey(), Json.write(member.getValue()))));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
            Files.writeString(unfinished, "{\n%s\n}\n".formatted(String.join(",\n", members)), UTF_8);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(ProjectLayout.shown(file) + ": cannot be written", e);
        }
    }
}
