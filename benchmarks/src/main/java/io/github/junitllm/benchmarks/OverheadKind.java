package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a sample costs over a plain repeated test, how that grows, and whether many fit into a small heap. */
final class OverheadKind implements Measure.Kind {

    private static final int HEAP_MB = 256;

    private final int rounds;
    private final int classes;

    OverheadKind(int rounds, int classes) {
        this.rounds = rounds;
        this.classes = classes;
    }

    @Override
    public boolean needsPath() {
        return false;
    }

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Path folder = Files.createTempDirectory("junit-llm-measure");
        try {
            ManyEvals.compile(folder, classes);
            child(out, err, "samples");
            child(out, err, "tests", folder.toString(), String.valueOf(classes));
            child(out, err, "ratio", String.valueOf(rounds));
            child(out, err, "growth", String.valueOf(rounds));
        } finally {
            Scratch.delete(folder);
        }
    }

    static void child(Figures out, PrintStream err, String... task) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MB + "m",
                "-cp",
                System.getProperty("java.class.path"),
                OverheadChild.class.getName()));
        command.addAll(List.of(task));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        printed.lines().forEach(out.out()::println);
        if (printed.isEmpty()) {
            err.println("%s: the child with %d MB ended without a figure".formatted(task[0], HEAP_MB));
        }
    }
}
