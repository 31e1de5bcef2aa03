package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.json.JsonSchemaCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs the JSON-Schema-Test-Suite; formats are asserted in its format tests only, as the suite asks. */
final class SchemaSuiteKind implements Measure.Kind {

    private static final String BASE = "http://localhost:1234/";

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().resolveSibling(".");
        Map<String, String> documents = new HashMap<>();
        for (JsonNode row : Rows.of(folder, "remotes.jsonl")) {
            documents.put(BASE + row.path("path").asText(), row.path("schema").toString());
        }
        Counts counts = new Counts();
        for (JsonNode group : Rows.of(path, "draft2020-12.jsonl")) {
            group(group, documents, counts, err);
        }
        counts.print(out);
    }

    private static void group(JsonNode group, Map<String, String> documents, Counts counts, PrintStream err) {
        String kind = group.path("kind").asText();
        String figure = kind.equals("required") ? "agree_required" : "agree_optional";
        String schema = group.path("schema").toString();
        for (JsonNode test : group.path("tests")) {
            String observed = SchemaInstancesKind.observed(
                    () -> kind.equals("optional-format")
                            ? JsonSchemaCheck.of(schema, documents)
                            : JsonSchemaCheck.of(schema, documents).ignoringFormats(),
                    test.path("data").toString());
            boolean agree = counts.add("draft2020-12", figure, SchemaInstancesKind.agrees(test, observed));
            if (!agree) {
                err.println("%s %s (%s), %s: wanted %s, got %s"
                        .formatted(
                                group.path("id").asText(),
                                group.path("file").asText(),
                                kind,
                                test.path("description").asText(),
                                SchemaInstancesKind.wanted(test),
                                observed));
            }
        }
    }
}
