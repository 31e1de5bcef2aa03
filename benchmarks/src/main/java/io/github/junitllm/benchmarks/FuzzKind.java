package io.github.junitllm.benchmarks;

import io.github.junitllm.benchmarks.FuzzTargets.Input;
import io.github.junitllm.benchmarks.FuzzTargets.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** Feeds damaged inputs to all that reads inputs of others: nothing may crash or hang, and a rejection names its place. */
final class FuzzKind implements Measure.Kind {

    private static final int LONGEST_MILLIS = 1_000;
    private static final int MOST_SHOWN = 10;
    private static final Path MEMORY = Path.of("/dev/shm");

    private final int inputs;
    private final int largeSize;
    private final long seed;

    /**
     * Makes the measure.
     *
     * @param largeSize size of an input made of many small parts, in bytes
     */
    FuzzKind(int inputs, int largeSize, long seed) {
        this.largeSize = largeSize;
        this.inputs = inputs;
        this.seed = seed;
    }

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve("interactions.jsonl") : path;
        Path folder = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "junit-llm-measure")
                : Files.createTempDirectory("junit-llm-measure");
        Watch watch = new Watch(err);
        try {
            FuzzTargets targets = new FuzzTargets(FuzzCorpus.of(file, folder));
            Map<String, Target> all = targets.all();
            int each = (inputs + all.size() - 1) / all.size();
            for (Map.Entry<String, Target> target : all.entrySet()) {
                new Tally(target.getKey(), err)
                        .run(each, target.getValue(), targets, watch)
                        .print(out);
            }
            Tally large = new Tally("large inputs", err);
            new LargeInputs(folder, largeSize).all().forEach((name, input) -> large.feed(name, input, targets, watch));
            large.print(out);
        } finally {
            watch.close();
            Scratch.delete(folder);
        }
    }

    private final class Tally {

        private final String source;
        private final PrintStream err;
        private int fed;
        private int crashes;
        private int hangs;
        private int rejections;
        private int named;
        private double slowest;

        Tally(String source, PrintStream err) {
            this.source = source;
            this.err = err;
        }

        Tally run(int times, Target target, FuzzTargets targets, Watch watch) throws IOException {
            while (fed < times) {
                // One number is enough to see an input again.
                Input input = target.input(new Random(seed * 1_000_003 + fed));
                feed("input " + fed, input, targets, watch);
            }
            return this;
        }

        void feed(String name, Input input, FuzzTargets targets, Watch watch) {
            Watch.Run run = watch.run(() -> {
                input.read();
                return name;
            });
            fed++;
            slowest = Math.max(slowest, run.cpuMillis());
            if (run.cpuMillis() > LONGEST_MILLIS) {
                hangs++;
                err.println("%s, %s: %.0f ms".formatted(source, name, run.cpuMillis()));
            }
            run.thrown().ifPresent(thrown -> count(name, thrown, targets));
        }

        private void count(String name, Throwable thrown, FuzzTargets targets) {
            if (!FuzzTargets.isRejection(thrown)) {
                crashes++;
                if (crashes <= MOST_SHOWN) {
                    err.println("%s, %s crashed".formatted(source, name));
                    thrown.printStackTrace(err);
                }
                return;
            }
            rejections++;
            if (targets.namesThePlace(thrown)) {
                named++;
            } else if (rejections - named <= MOST_SHOWN) {
                err.println("%s, %s: no file and line in: %s".formatted(source, name, thrown.getMessage()));
            }
        }

        void print(Figures out) {
            out.count(source, "inputs", fed, fed);
            out.count(source, "crashes", crashes, fed);
            out.count(source, "hangs", hangs, fed);
            out.quantity(source, "slowest_cpu_ms", slowest, fed);
            out.count(source, "rejections", rejections, fed);
            if (rejections > 0) {
                out.count(source, "rejections_that_name_the_place", named, rejections);
            }
        }
    }
}
