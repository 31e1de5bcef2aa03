package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.stats.vectors.Disagreement;
import io.github.junitllm.stats.vectors.Vectors;
import io.github.junitllm.stats.vectors.Vectors.Vector;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Computes every case of a file of statistical vectors and counts per function those that agree within tolerance. */
final class StatisticsKind implements Measure.Kind {

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve("statistics.json") : path;
        Map<String, int[]> counts = new TreeMap<>();
        for (Vector vector : read(file)) {
            List<Disagreement> found = vector.disagreements();
            found.forEach(err::println);
            int[] count = counts.computeIfAbsent(vector.function(), key -> new int[2]);
            count[0] += found.isEmpty() ? 1 : 0;
            count[1]++;
        }
        counts.forEach((function, count) -> out.count(function, "agree", count[0], count[1]));
    }

    private static List<Vector> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new Unreadable(file + " is not there");
        }
        try {
            return Vectors.read(Files.readString(file, UTF_8));
        } catch (IllegalArgumentException e) {
            throw new Unreadable("%s: %s".formatted(file, e.getMessage()));
        }
    }
}
