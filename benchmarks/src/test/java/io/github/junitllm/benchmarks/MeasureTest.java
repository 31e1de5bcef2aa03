package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureTest {

    private static final Path ROWS = Path.of("../recorder/src/test/resources/wire");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int measure(String... arguments) throws IOException {
        return Measure.run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    @Test
    void wire_prints_counts_as_json_lines_and_nothing_else() throws Exception {
        assertThat(measure("wire", ROWS.toString())).isZero();
        assertThat(out.toString(UTF_8).lines())
                .startsWith(
                        "{\"name\":\"wire\",\"source\":\"all\",\"figure\":\"replayed_exactly\",\"value\":14,\"n\":14}")
                .contains(
                        "{\"name\":\"wire\",\"source\":\"chat.completions\",\"figure\":\"found_tool_calls\",\"value\":3,\"n\":3}",
                        "{\"name\":\"wire\",\"source\":\"messages\",\"figure\":\"found_usage\",\"value\":3,\"n\":3}")
                .allMatch(line -> line.startsWith("{\"name\":\"wire\",\"source\":"));
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void a_row_that_looks_secret_is_counted_and_named(@TempDir Path folder) throws Exception {
        String row = Files.readAllLines(ROWS.resolve("interactions.jsonl")).get(0);
        String random = "q7Xz2Lp9" + "Wv4Kt8Rb1Nc6Jh3Fd5Gs0Mv";
        Path file = Files.writeString(
                folder.resolve("rows.jsonl"),
                row + "\n" + row.replaceFirst("\"content\": ?", "\"content\": \"" + random + "\", \"x\": "));
        assertThat(measure("wire", file.toString())).isZero();
        assertThat(out.toString(UTF_8))
                .contains(
                        "{\"name\":\"wire\",\"source\":\"all\",\"figure\":\"refused_by_secret_rules\",\"value\":1,\"n\":2}",
                        "{\"name\":\"wire\",\"source\":\"all\",\"figure\":\"changed_by_redaction\",\"value\":0,\"n\":2}");
        assertThat(err.toString(UTF_8)).contains("text that looks random").doesNotContain(random);
    }

    /** A measure that cannot fail measures nothing: here the scan finds what no reader reads, and says so. */
    @Test
    void a_row_that_the_reader_misses_lowers_the_count_and_is_named(@TempDir Path folder) throws Exception {
        String row = Files.readAllLines(ROWS.resolve("interactions.jsonl")).get(0);
        Path file =
                Files.writeString(folder.resolve("rows.jsonl"), row.replace("/v1/chat/completions", "/v1/elsewhere"));
        assertThat(measure("wire", file.toString())).isZero();
        assertThat(out.toString(UTF_8))
                .contains(
                        "{\"name\":\"wire\",\"source\":\"all\",\"figure\":\"replayed_exactly\",\"value\":1,\"n\":1}",
                        "{\"name\":\"wire\",\"source\":\"chat.completions\",\"figure\":\"found_usage\",\"value\":0,\"n\":1}");
        assertThat(err.toString(UTF_8).strip())
                .isEqualTo("wire-p0329: reader missed text_or_tool_calls, tool_calls, finish_reason, usage, model");
    }

    @Test
    void statistics_counts_agreement_per_function_and_explains_the_rest(@TempDir Path folder) throws Exception {
        String agrees = vector("a", "pass_at_k", "{\"samples\": 2, \"correct\": 1, \"k\": 1}", "0.5");
        String differs = vector("b", "pass_at_k", "{\"samples\": 2, \"correct\": 1, \"k\": 1}", "0.6");
        String incomplete = vector("c", "pass_at_k", "{\"samples\": 2, \"correct\": 1}", "0.5");
        String wrong = vector("d", "pass_at_k", "{\"samples\": 2, \"correct\": 1, \"k\": 0}", "0.5");
        String unknown = vector("e", "guess", "{}", "0.5");
        Files.writeString(
                folder.resolve("statistics.json"),
                "{\"cases\": [%s]}".formatted(String.join(",", agrees, differs, incomplete, wrong, unknown)));
        assertThat(measure("statistics", folder.toString())).isZero();
        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "{\"name\":\"statistics\",\"source\":\"guess\",\"figure\":\"agree\",\"value\":0,\"n\":1}",
                        "{\"name\":\"statistics\",\"source\":\"pass_at_k\",\"figure\":\"agree\",\"value\":1,\"n\":4}");
        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "b: pass_at_k: wanted 0.6, got 0.5",
                        "c: input: wanted a result, got input has no \"k\"",
                        "d: input: wanted a result, got k = 0, allowed are 1 or more",
                        "e: function: wanted a known function, got guess");
    }

    private static String vector(String id, String function, String input, String passAtK) {
        return """
                {"id": "%s", "function": "%s", "input": %s, "expected": {"pass_at_k": %s, "pass_hat_k": 0.5},
                 "tolerance": {"rel": 0, "abs": 1e-9}}
                """.formatted(id, function, input, passAtK);
    }

    @Test
    void a_file_without_cases_is_1_and_says_what_was_expected(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"rows\": []}");
        assertThat(measure("statistics", file.toString())).isEqualTo(1);
        assertThat(measure("statistics", folder.toString())).isEqualTo(1);
        assertThat(out.size()).isZero();
        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        file + ": no list \"cases\": expected {\"cases\": [...]}",
                        folder.resolve("statistics.json") + " is not there");
    }

    @Test
    void wrong_use_is_2_and_says_what_would_be_right() throws Exception {
        assertThat(measure("wires", ".")).isEqualTo(2);
        assertThat(measure("wire", "not/there")).isEqualTo(2);
        assertThat(measure("wire")).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "unknown NAME \"wires\": known are draft, fuzz, kills, overhead, recorder, simulation, statistics, stream, temporal_staleness, wire",
                        "PATH \"not/there\" is not there",
                        "usage: bash benchmarks/measure NAME PATH (only fuzz, simulation, statistics, temporal_staleness and wire look at PATH)");
    }
}
