package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That figures are printed and are figures of what was asked for; how good they are is not for a test to say. */
@Timeout(120)
class RecorderKindTest {

    private static Map<String, JsonNode> figures(String name, Measure.Kind kind) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        kind.measure(
                Path.of(""),
                new Figures(name, new PrintStream(out, true, UTF_8)),
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
        Map<String, JsonNode> figures = new TreeMap<>();
        out.toString(UTF_8).lines().map(Json::tryRead).forEach(line -> {
            JsonNode figure = line.orElseThrow();
            assertThat(figure.path("name").asText()).isEqualTo(name);
            assertThat(figure.path("value").isNumber()).isTrue();
            assertThat(figure.path("n").asInt()).isPositive();
            figures.put(
                    figure.path("source").asText() + " " + figure.path("figure").asText(), figure);
        });
        return figures;
    }

    @Test
    void recorder_compares_every_configuration_three_times() throws Exception {
        Map<String, JsonNode> figures = figures("recorder", new RecorderKind(30, 200));
        for (String size : List.of("1 kB", "40 kB")) {
            for (String connections : List.of("8", "64")) {
                assertThat(figures)
                        .containsKeys(
                                "%s, %s connections time_per_engine_time_median".formatted(size, connections),
                                "%s, %s connections speed_per_wiremock_speed_median".formatted(size, connections));
            }
        }
        assertThat(figures)
                .containsKeys(
                        "loading first_load_ms",
                        "200 instead of 100 different requests time_of_call_ratio_median",
                        "200 instead of 100 takes of one request time_of_call_ratio_median");
        assertThat(figures.values())
                .allSatisfy(
                        figure -> assertThat(figure.path("value").asDouble()).isPositive());
    }

    @Test
    void stream_sees_every_chunk_and_every_megabyte() throws Exception {
        Map<String, JsonNode> figures = figures("stream", new StreamKind(1, 3, 1, 1));
        assertThat(number(figures, "recording streams_with_every_chunk_apart", "value"))
                .isEqualTo(1);
        assertThat(number(figures, "replay as recorded offset_error_ms_p95", "n"))
                .isEqualTo(3);
        assertThat(number(figures, "1 MB of one line, record, heap of 64 MB megabytes_passed", "value"))
                .isEqualTo(1);
    }

    private static int number(Map<String, JsonNode> figures, String key, String member) {
        return Objects.requireNonNull(figures.get(key)).path(member).asInt();
    }
}
