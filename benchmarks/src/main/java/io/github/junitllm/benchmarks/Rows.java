package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of a data set: one JSON object a line. */
final class Rows {

    private Rows() {}

    /** @param path the file itself, or the folder that has it under this name */
    static List<JsonNode> of(Path path, String name) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve(name) : path;
        if (!Files.exists(file)) {
            throw new Unreadable(file + " is not there");
        }
        List<JsonNode> rows = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file, UTF_8)) {
            number++;
            if (!line.isBlank()) {
                rows.add(row(file, number, line));
            }
        }
        return rows;
    }

    private static JsonNode row(Path file, int number, String line) throws Unreadable {
        try {
            return Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new Unreadable("%s:%d: not JSON: %s".formatted(file, number, e.getOriginalMessage()));
        }
    }
}
