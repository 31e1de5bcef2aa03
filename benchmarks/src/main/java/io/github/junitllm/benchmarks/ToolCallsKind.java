package io.github.junitllm.benchmarks;

import static io.github.junitllm.assertions.LlmAssertions.assertThatCalls;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Timing;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import io.github.junitllm.tools.ExpectedToolCall;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides tool calls of models by the assertions on calls, and counts where the benchmark's own checker says the same. */
final class ToolCallsKind implements Measure.Kind {

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().resolveSibling(".");
        Map<String, JsonNode> cases = new HashMap<>();
        Rows.of(folder, "cases.jsonl").forEach(row -> cases.put(row.path("id").asText(), row));
        Counts counts = new Counts();
        for (JsonNode row : Rows.of(folder, "model_calls.jsonl")) {
            JsonNode task = cases.get(row.path("case_id").asText());
            if (task == null) {
                throw new Unreadable("%s: no case %s"
                        .formatted(row.path("id").asText(), row.path("case_id").asText()));
            }
            String wrong = wrong(task, row);
            boolean agree = wrong.isEmpty() == row.path("label").asText().equals("correct");
            counts.add(row.path("model").asText(), "agree", agree);
            counts.add("all", "agree", agree);
            if (!agree) {
                err.println("%s: labelled %s (%s), got %s"
                        .formatted(
                                row.path("id").asText(),
                                row.path("label").asText(),
                                row.path("error_type").asText(),
                                wrong.isEmpty() ? "correct" : wrong));
            }
        }
        counts.print(out);
    }

    private static String wrong(JsonNode task, JsonNode row) {
        List<ToolCall> calls = new ArrayList<>();
        row.path("calls")
                .forEach(call -> calls.add(new ToolCall(
                        "", call.path("name").asText(), call.path("arguments").toString())));
        try {
            if (task.path("call_expected").asBoolean(true)) {
                List<ExpectedToolCall> expected = new ArrayList<>();
                task.path("expected").forEach(call -> expected.add(BenchmarkCalls.expected(call, task.path("tools"))));
                assertThatCalls(List.of(answer(calls)))
                        .toolCalls()
                        .containsExactlyInAnyOrder(expected.toArray(ExpectedToolCall[]::new));
            } else {
                assertThatCalls(List.of(answer(calls))).toolCalls().isEmpty();
            }
            return "";
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static LlmCall answer(List<ToolCall> calls) {
        return new LlmCall(
                "imported",
                "chat",
                Optional.empty(),
                Optional.empty(),
                200,
                List.of(),
                List.of(),
                "",
                calls,
                "",
                "",
                "",
                Optional.empty(),
                "",
                Usage.UNKNOWN,
                Timing.UNKNOWN);
    }
}
