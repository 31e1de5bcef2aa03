package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.json.JsonDiagnosis;
import io.github.junitllm.json.JsonReading;
import io.github.junitllm.json.LenientJson;
import io.github.junitllm.json.StrictJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;

/** Reads broken JSON strictly: refused, and at the right place; and leniently, as its source repairs it. */
final class MalformedJsonKind implements Measure.Kind {

    /** 1 and 1.0 are the same number. */
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Counts counts = new Counts();
        MalformedLabels labels = MalformedLabels.read();
        for (JsonNode row : Rows.of(path, "cases.jsonl")) {
            if (!row.path("input_is_valid_json").asBoolean()) {
                one(row, labels, counts, err);
            }
        }
        counts.print(out);
    }

    private static void one(JsonNode row, MalformedLabels labels, Counts counts, PrintStream err) {
        String source = row.path("source").asText();
        String id = row.path("id").asText();
        String input = row.path("input").asText();
        if (!(StrictJson.read(input) instanceof JsonReading.Invalid invalid)) {
            counts.add(source, "rejected", false);
            counts.add(source, "located", false);
            err.println(id + ": accepted");
            return;
        }
        counts.add(source, "rejected", true);
        if (row.path("outcome").asText().equals("repaired")
                && !counts.add(source, "lenient_value_equal", isRepaired(input, row.path("expected_value")))) {
            err.println(id + ": read leniently as " + read(input));
        }
        JsonDiagnosis diagnosis = invalid.diagnosis();
        labels.of(id, input).ifPresent(kinds -> {
            boolean right = kinds.contains(diagnosis.kind());
            counts.add("all", "kind_right", right);
            if (!counts.add(source, "kind_right", right)) {
                err.println("%s: labelled %s, got %s".formatted(id, kinds, diagnosis.kind()));
            }
        });
        String error = row.path("strict_parse_error").asText();
        if (!counts.add(source, "located", isLocated(input, diagnosis.offset(), error))) {
            err.println("%s: %s; the strict parser says: %s".formatted(id, diagnosis.message(), error));
        }
    }

    private static boolean isRepaired(String input, JsonNode expected) {
        return Json.tryRead(read(input))
                .filter(value -> value.equals(BY_VALUE, expected))
                .isPresent();
    }

    private static String read(String input) {
        try {
            return LenientJson.read(input).json();
        } catch (IllegalArgumentException tooDamaged) {
            return String.valueOf(tooDamaged.getMessage());
        }
    }

    /** Within the damaged token, or before the place where the strict parser gave up. */
    private static boolean isLocated(String input, int offset, String error) {
        String digits = error.substring(error.lastIndexOf(' ') + 1);
        if (!digits.matches("[0-9]{1,9}")) {
            return false;
        }
        int codePoints = Math.min(Integer.parseInt(digits), input.codePointCount(0, input.length()));
        int gaveUp = input.offsetByCodePoints(0, codePoints);
        return offset <= tokenEnd(input, gaveUp);
    }

    private static int tokenEnd(String input, int from) {
        int at = from;
        if (from < input.length() && input.charAt(from) == '"') {
            // An unclosed string is damaged to the end of the text.
            int close = input.indexOf('"', from + 1);
            return close < 0 ? input.length() : close;
        }
        while (at < input.length() && " \t\r\n,:{}[]\"".indexOf(input.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
