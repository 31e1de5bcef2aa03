package io.github.junitllm.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The result lines of one run.
 *
 * @param file where they stand
 * @param lines the lines in order, each a JSON object
 */
@API(status = INTERNAL, since = "0.1")
public record RunLines(Path file, List<JsonNode> lines) {

    /** Copies the list. */
    public RunLines {
        lines = List.copyOf(lines);
    }

    /**
     * Reads a file of result lines, or the newest of a folder.
     *
     * @throws UpkeepException when there is none, or a line is none
     */
    public static RunLines read(Path fileOrFolder) {
        Path file = Files.isDirectory(fileOrFolder) ? newestIn(fileOrFolder) : fileOrFolder;
        List<JsonNode> lines = new ArrayList<>();
        try {
            List<String> texts = Files.readAllLines(file, UTF_8);
            for (int i = 0; i < texts.size(); i++) {
                int number = i + 1;
                lines.add(Json.tryRead(texts.get(i))
                        .filter(JsonNode::isObject)
                        .orElseThrow(() -> new UpkeepException(
                                "%s:%d: no result line: expected a JSON object".formatted(file, number))));
            }
        } catch (IOException e) {
            throw new UpkeepException("%s: cannot be read as result lines: %s".formatted(file, e));
        }
        return new RunLines(file, lines);
    }

    private static Path newestIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("results-.*\\.jsonl"))
                    .max(Comparator.comparing((Path file) -> file.toFile().lastModified())
                            .thenComparing(Path::getFileName))
                    .orElseThrow(() -> new UpkeepException(
                            "%s: holds no result lines; run the tests first, in this folder".formatted(folder)));
        } catch (IOException e) {
            throw new UpkeepException("%s: cannot be listed: %s".formatted(folder, e));
        }
    }

    List<JsonNode> verdicts() {
        return lines.stream()
                .filter(line -> line.path("type").asText("").equals("verdict"))
                .toList();
    }

    /** A cassette that a line names; it is there, and no other kind of file. */
    static Path cassette(JsonNode name) {
        Path path = Path.of(name.asText(""));
        if (!path.toString().endsWith(".jsonl")) {
            throw new UpkeepException("\"%s\" is no cassette".formatted(path));
        }
        if (!Files.exists(path)) {
            throw new UpkeepException(
                    "%s: is not there; run the command in the folder in which the tests ran".formatted(path));
        }
        return path;
    }

    static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new UpkeepException("%s: is no file in a folder".formatted(file));
        }
        return folder;
    }
}
