package io.github.junitllm.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CiSummaryTest {

    @TempDir
    Path folder;

    private static String approved(String name) throws IOException {
        try (InputStream in = CiSummaryTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8).replace("\r\n", "\n");
        }
    }

    private CiSummary summary() throws IOException {
        Path results = folder.resolve("results-run.jsonl");
        Files.writeString(results, approved("run.jsonl"));
        return CiSummary.of(List.of(results));
    }

    @Test
    void the_summary_has_what_is_red_first_and_no_text_of_a_model_as_markup() throws IOException {
        assertThat(summary().markdown(60_000)).isEqualTo(approved("summary.approved.md"));
    }

    @Test
    void an_annotation_stands_at_the_golden_and_cannot_start_another_command() throws IOException {
        assertThat(String.join("\n", summary().annotations()) + "\n").isEqualTo(approved("annotations.approved.txt"));
    }

    @Test
    void a_summary_keeps_within_its_limit() throws IOException {
        assertThat(summary().markdown(500)).hasSizeLessThan(500).contains("more evals are in the report");
    }
}
