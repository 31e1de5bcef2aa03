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
    void wrong_use_is_2_and_says_what_would_be_right() throws Exception {
        assertThat(measure("wires", ".")).isEqualTo(2);
        assertThat(measure("wire", "not/there")).isEqualTo(2);
        assertThat(measure("wire")).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "unknown NAME \"wires\": known are draft, fuzz, kills, recorder, stream, wire",
                        "PATH \"not/there\" is not there",
                        "usage: bash benchmarks/measure NAME PATH (only fuzz and wire look at PATH)");
    }
}
