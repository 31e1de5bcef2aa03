package io.github.junitllm.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.json.JsonReading;
import io.github.junitllm.json.JsonSchemaCheck;
import io.github.junitllm.json.SchemaViolation;
import io.github.junitllm.json.StrictJson;
import io.github.junitllm.judge.Rubric.Scale;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Answers that people have labelled, as JSON lines: {@code id}, {@code answer}, {@code label} ({@code pass}, {@code fail} or a score),
 * {@code by}, {@code date}, and as wanted {@code question}, {@code context} and {@code reason}. Read strictly.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class LabelFile {

    /** The least number of good and of bad answers. */
    public static final int LEAST = 25;

    private final String name;
    private final CalibrationRule rule;
    private final JsonSchemaCheck schema = JsonSchemaCheck.of(schema());
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> texts = new HashMap<>();

    private LabelFile(String name, CalibrationRule rule) {
        this.name = name;
        this.rule = rule;
    }

    /**
     * Reads all labels.
     *
     * @param name of the file, for messages
     * @throws IllegalArgumentException for the first fault, with file, line and what to write; for fewer than {@link #LEAST} labels
     *     of a kind
     */
    public static List<LabelledAnswer> read(String name, String text, CalibrationRule rule) {
        LabelFile file = new LabelFile(name, rule);
        List<LabelledAnswer> all = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                all.add(file.line(i + 1, lines.get(i)));
            }
        }
        long good = all.stream().filter(LabelledAnswer::good).count();
        if (good < LEAST || all.size() - good < LEAST) {
            throw new IllegalArgumentException(
                    "%s: %d good and %d bad answers; at least %d of each are needed to say what a judge is worth"
                            .formatted(name, good, all.size() - good, LEAST));
        }
        return List.copyOf(all);
    }

    /** Returns the JSON Schema of a line. */
    public static String schema() {
        try (InputStream in = Objects.requireNonNull(LabelFile.class.getResourceAsStream("labels.schema.json"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LabelledAnswer line(int number, String line) {
        if (StrictJson.read(line) instanceof JsonReading.Invalid invalid) {
            throw error(number, "no strict JSON: " + invalid.diagnosis().message());
        }
        List<SchemaViolation> violations = schema.check(line);
        if (!violations.isEmpty()) {
            throw error(number, String.valueOf(violations.get(0)));
        }
        JsonNode members = Json.tryRead(line).orElseThrow();
        Map<String, String> given = new LinkedHashMap<>();
        for (String text : List.of("question", "context")) {
            if (members.has(text)) {
                given.put(text, members.path(text).asText());
            }
        }
        String id = members.path("id").asText();
        String answer = members.path("answer").asText();
        refuseSecond(ids, id, number, "the id \"%s\"".formatted(id));
        refuseSecond(texts, (given + answer).replaceAll("\\s+", " ").strip(), number, "this answer to this question");
        return new LabelledAnswer(
                id,
                given,
                answer,
                good(number, members.path("label")),
                members.path("label").asText(),
                members.path("by").asText(),
                date(number, members.path("date").asText()),
                members.path("reason").asText(""));
    }

    private void refuseSecond(Map<String, Integer> seen, String what, int number, String words) {
        Integer before = seen.putIfAbsent(what, number);
        if (before != null) {
            throw error(number, "%s stands in line %d already; label each once".formatted(words, before));
        }
    }

    private boolean good(int number, JsonNode label) {
        if (!label.isNumber()) {
            return label.asText().equals("pass");
        }
        if (!(rule.rubric().scale() instanceof Scale.Score score)) {
            throw error(
                    number,
                    "the label %s is a score, but the rubric has no scale; write pass or fail".formatted(label));
        }
        if (label.asInt() < score.low() || label.asInt() > score.high()) {
            throw error(
                    number,
                    "the label %s is not on the scale of the rubric, %d to %d"
                            .formatted(label, score.low(), score.high()));
        }
        return label.asInt() >= rule.passAt().orElseThrow();
    }

    private LocalDate date(int number, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw error(number, "date = \"%s\": no such day; write for example 2026-11-25".formatted(text));
        }
    }

    private IllegalArgumentException error(int number, String what) {
        return new IllegalArgumentException("%s:%d: %s".formatted(name, number, what));
    }
}
