package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Some damaged inputs in every build; {@code bash benchmarks/measure fuzz PATH} takes 100,000. */
@Timeout(120)
class FuzzKindTest {

    private static final Path ROWS = Path.of("../recorder/src/test/resources/wire/interactions.jsonl");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream explanations = new PrintStream(err, true, UTF_8);

    @Test
    void nothing_crashes_or_hangs_and_every_rejection_names_its_place() throws Exception {
        new FuzzKind(2_000, 10_000, 7)
                .measure(ROWS, new Figures("fuzz", new PrintStream(out, true, UTF_8)), explanations);
        assertThat(err.toString(UTF_8)).isEmpty();
        List<JsonNode> figures = out.toString(UTF_8)
                .lines()
                .map(line -> Json.tryRead(line).orElseThrow())
                .toList();
        assertThat(values(figures, "inputs")).hasSize(11).startsWith(200, 200, 200, 200, 200, 200, 200, 200, 200, 200);
        assertThat(values(figures, "crashes")).hasSize(11).containsOnly(0);
        assertThat(values(figures, "hangs")).hasSize(11).containsOnly(0);
        // Neither so little damage that all is good, nor so much that nothing is reached behind the first check.
        assertThat(values(figures, "rejections_that_name_the_place")).hasSize(5).allSatisfy(named -> assertThat(named)
                .isBetween(40, 180));
    }

    private static List<Integer> values(List<JsonNode> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.path("figure").asText().equals(name))
                .map(figure -> figure.path("value").asInt())
                .toList();
    }

    /** A watch that sees nothing would find everything good. */
    @Test
    void what_is_thrown_and_how_long_it_took_is_seen() {
        Watch watch = new Watch(explanations);
        assertThat(watch.run(() -> depth(0)).thrown()).containsInstanceOf(StackOverflowError.class);
        assertThat(watch.run(() -> {
                            throw new IOException("bad");
                        })
                        .thrown())
                .containsInstanceOf(IOException.class);
        assertThat(watch.run(() -> busy(60)).cpuMillis()).isGreaterThan(50);
        assertThat(watch.run(() -> 1).thrown()).isEmpty();
        watch.close();
    }

    private static int depth(int depth) {
        return depth < 0 ? 0 : 1 + depth(depth + 1) % 7;
    }

    /** Until this thread itself has worked so long. */
    private static long busy(int millis) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long rounds = 0;
        while (threads.getCurrentThreadCpuTime() - start < millis * 1_000_000L) {
            rounds++;
        }
        return rounds;
    }
}
