package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.json.JsonSchemaCheck;
import io.github.junitllm.json.SchemaViolation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Checks instances of real schemas, with formats asserted, and counts where the labels say the same. */
final class SchemaInstancesKind implements Measure.Kind {

    private static final String VALID = "valid";

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Counts counts = new Counts();
        for (JsonNode row : Rows.of(path, "maskbench.jsonl")) {
            for (JsonNode test : row.path("tests")) {
                String observed = observed(
                        () -> JsonSchemaCheck.of(row.path("schema").toString()),
                        test.path("data").toString());
                boolean agree = agrees(test, observed);
                counts.add(row.path("subset").asText("maskbench"), "agree", agree);
                counts.add("all", "agree", agree);
                if (!agree) {
                    err.println("%s %s: wanted %s%s, got %s"
                            .formatted(
                                    row.path("id").asText(),
                                    test.path("description").asText(),
                                    wanted(test),
                                    test.has("rust_error")
                                            ? " (" + test.path("rust_error").asText() + ")"
                                            : "",
                                    observed));
                }
            }
        }
        counts.print(out);
    }

    /** What a schema that is refused says of its instances is nothing: neither valid nor invalid. */
    static String observed(Supplier<JsonSchemaCheck> schema, String data) {
        try {
            List<SchemaViolation> violations = schema.get().check(data);
            return violations.isEmpty()
                    ? VALID
                    : "invalid: " + violations.get(0).toString();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return "refused: " + e.getMessage();
        }
    }

    static String wanted(JsonNode test) {
        return test.path(VALID).asBoolean() ? VALID : "invalid";
    }

    static boolean agrees(JsonNode test, String observed) {
        return test.path(VALID).asBoolean() ? observed.equals(VALID) : observed.startsWith("invalid");
    }
}
