package io.github.junitllm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.cassette.Cassette;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An event without an end, and a body without one, in a heap of 64 MB. */
@Timeout(120)
class EndlessAnswerTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"RECORD, text/event-stream", "LIVE, application/x-ndjson", "RECORD, application/json"})
    void two_hundred_megabytes_pass_in_a_heap_of_64(Mode mode, String type) throws Exception {
        Path file = folder.resolve("c.jsonl");
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessAnswer.class.getName(),
                        file.toString(),
                        mode.name(),
                        type))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(printed.lines())
                .containsExactly(
                        "200000000",
                        "openai answered POST /v1/chat/completions with 200,000,000 bytes; of an answer over 16 MB, or an event over 4 MB, nothing is recorded and nothing is read (the application received it whole): ask for a shorter answer");
        assertThat(Cassette.open(file, "t", "c").exchanges()).isEmpty();
    }
}
