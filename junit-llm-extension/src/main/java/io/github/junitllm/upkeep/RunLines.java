package io.github.junitllm.upkeep;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.report.ResultReader;
import io.github.junitllm.report.ResultReader.ResultLinesException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        List<JsonNode> lines = new ArrayList<>();
        try {
            Path file = ResultReader.file(fileOrFolder);
            ResultReader.read(file, line -> lines.add(line.json()));
            return new RunLines(file, lines);
        } catch (ResultLinesException e) {
            throw new UpkeepException(String.valueOf(e.getMessage()));
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
