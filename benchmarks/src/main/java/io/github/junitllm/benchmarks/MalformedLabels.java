package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.exchange.Sha256;
import io.github.junitllm.json.JsonDiagnosis.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person found wrong in some rows of the malformed JSON; a row of the same name with another text has no label. */
final class MalformedLabels {

    private static final String FILE = "json_malformed_kinds.tsv";
    private static final int DIGITS = 12;

    private final Map<String, Set<Kind>> kinds = new HashMap<>();

    private MalformedLabels() {}

    static MalformedLabels read() throws IOException {
        MalformedLabels labels = new MalformedLabels();
        try (InputStream file = MalformedLabels.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new FileNotFoundException(FILE);
            }
            new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(labels::add);
        }
        return labels;
    }

    private void add(String line) {
        String[] parts = line.split("\t", -1);
        kinds.put(
                parts[0] + parts[1],
                Arrays.stream(parts[2].split(" ")).map(Kind::valueOf).collect(Collectors.toSet()));
    }

    Optional<Set<Kind>> of(String id, String input) {
        return Optional.ofNullable(
                kinds.get(id + Sha256.hex(input.getBytes(UTF_8)).substring(0, DIGITS)));
    }
}
