package io.github.junitllm.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The formats a golden may have, told by the file's ending. */
enum Format {
    YAML,
    JSON,
    JSON_LINES,
    CSV;

    static Optional<Format> of(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "yaml", "yml" -> Optional.of(YAML);
            case "json" -> Optional.of(JSON);
            case "jsonl", "ndjson" -> Optional.of(JSON_LINES);
            case "csv" -> Optional.of(CSV);
            default -> Optional.empty();
        };
    }

    List<RawCase> read(Source source) {
        return switch (this) {
            case YAML -> new TreeReader(source, new YamlTokens(source)).cases();
            case JSON -> json(source);
            case JSON_LINES -> lines(source);
            case CSV -> new CsvReader(source).cases();
        };
    }

    /** Reads a text block. YAML includes JSON but for tabs and the escape \/, so what is JSON is read as such. */
    static List<RawCase> readInline(Source source) {
        String text = source.text().strip();
        if (text.startsWith("[") || text.startsWith("{")) {
            try {
                return JSON.read(source);
            } catch (ExtensionConfigurationException notJson) {
                return YAML.read(source);
            }
        }
        return YAML.read(source);
    }

    private static List<RawCase> json(Source source) {
        return new TreeReader(source, new JsonTokens(source, source.text(), 1)).cases();
    }

    private static List<RawCase> lines(Source source) {
        List<RawCase> cases = new ArrayList<>();
        String[] lines = source.text().split("\n", -1);
        TreeReader reader = new TreeReader(source, Token::end);
        for (int index = 0; index < lines.length; index++) {
            if (!lines[index].isBlank()) {
                cases.add(reader.single(new JsonTokens(source, lines[index], index + 1)));
            }
        }
        return cases;
    }
}
