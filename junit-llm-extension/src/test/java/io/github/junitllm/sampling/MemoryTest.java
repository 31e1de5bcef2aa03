package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sample leaves until the verdict is small, whatever its calls were answered. */
class MemoryTest {

    @TempDir
    Path folder;

    @Test
    void answers_of_120_MB_leave_a_verdict_in_a_heap_of_64_MB() throws Exception {
        String answer = "yes ".repeat(LargeAnswers.CHARS / 4);
        try (Provider provider = new Provider(call -> answer)) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LargeAnswers.class.getName(),
                            folder.toString(),
                            provider.url())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("printed").toFile())
                    .start();

            boolean ended = child.waitFor(3, TimeUnit.MINUTES);
            child.destroyForcibly();

            assertThat(ended).as("the child ends").isTrue();
            assertThat(child.exitValue())
                    .as(Files.readString(folder.resolve("printed")))
                    .isZero();

            JsonNode verdict = verdict();
            assertThat(verdict.path("verdict").asText()).isEqualTo("PASS");
            assertThat(verdict.path("passed").asInt()).isEqualTo(LargeAnswers.SAMPLES);
            assertThat(verdict.at("/spent/calls").asInt()).isEqualTo(LargeAnswers.SAMPLES);
        }
    }

    private JsonNode verdict() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("results"))) {
            List<String> lines = Files.readAllLines(files.findFirst().orElseThrow());
            return lines.stream()
                    .map(line -> Json.tryRead(line).orElseThrow())
                    .filter(line -> line.path("type").asText().equals("verdict"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
