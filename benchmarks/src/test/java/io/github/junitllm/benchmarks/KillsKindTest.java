package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A few moments in every build; {@code bash benchmarks/measure kills} takes fifty. */
@Timeout(120)
class KillsKindTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_killed_parallel_run_loses_nothing_that_was_complete_and_the_next_asks_for_the_rest_only() throws Exception {
        new KillsKind(3, 3)
                .measure(
                        Path.of(""),
                        new Figures("kills", new PrintStream(out, true, UTF_8)),
                        new PrintStream(err, true, UTF_8));
        assertThat(err.toString(UTF_8)).isEmpty();
        Map<String, JsonNode> figures = new HashMap<>();
        out.toString(UTF_8)
                .lines()
                .map(line -> Json.tryRead(line).orElseThrow())
                .forEach(figure -> figures.put(
                        figure.path("source").asText() + " "
                                + figure.path("figure").asText(),
                        figure));
        for (String mode : List.of("record", "rerecord")) {
            for (String all :
                    List.of("cassettes_load", "completed_and_there", "takes_whole", "there_after_the_next_run")) {
                JsonNode figure = figure(figures, mode + " " + all);
                assertThat(figure.path("n").asInt()).isPositive();
                assertThat(figure.path("value").asInt())
                        .as(mode + " " + all)
                        .isEqualTo(figure.path("n").asInt());
            }
            for (String none : List.of("called_again_though_there", "files_left_behind")) {
                assertThat(figure(figures, mode + " " + none).path("value").asInt())
                        .as(mode + " " + none)
                        .isZero();
            }
        }
    }

    private static JsonNode figure(Map<String, JsonNode> figures, String name) {
        return Objects.requireNonNull(figures.get(name), name);
    }
}
