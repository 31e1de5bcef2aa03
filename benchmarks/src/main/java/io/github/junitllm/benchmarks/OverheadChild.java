package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** The program in the child of {@link OverheadKind}, with a small heap; prints figures. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OverheadChild {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);

    private OverheadChild() {}

    /** Runs one task: {@code ratio ROUNDS}, {@code growth ROUNDS}, {@code samples}, {@code tests FOLDER CLASSES}. */
    public static void main(String[] arguments) throws Exception {
        Figures out = new Figures("overhead", new PrintStream(System.out, true, UTF_8));
        Path folder = Files.createTempDirectory("junit-llm-measure");
        try {
            OverheadRun run = new OverheadRun(folder, System.err, Map.of());
            switch (arguments[0]) {
                case "ratio" -> ratio(run, Integer.parseInt(arguments[1]), out);
                case "growth" -> growth(run, Integer.parseInt(arguments[1]), out);
                case "samples" -> samples(run, out);
                case "tests" -> tests(run, Path.of(arguments[1]), Integer.parseInt(arguments[2]), out);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        } finally {
            Scratch.delete(folder);
        }
        System.exit(0);
    }

    /** In turns, so that whatever else the machine does meets both. */
    private static void ratio(OverheadRun run, int rounds, Figures out) throws IOException {
        List<Double> ofEval = new ArrayList<>();
        List<Double> ofClaim = new ArrayList<>();
        for (int round = -6; round < rounds; round++) {
            double plain = run.of(OverheadEvals.Plain10000.class).seconds();
            double eval = run.of(OverheadEvals.Eval10000.class).seconds();
            double claim = run.of(OverheadEvals.Claim10000.class).seconds();
            if (round >= 0) {
                ofEval.add(eval / plain);
                ofClaim.add(claim / plain);
            }
        }
        print("every sample must pass", ofEval, out);
        print("a claim about the rate", ofClaim, out);
    }

    private static void print(String source, List<Double> ratios, Figures out) {
        Spread spread = Spread.of(ratios);
        out.quantity(source, "per_sample_over_repeated_test_median", spread.median(), ratios.size());
        out.quantity(source, "per_sample_over_repeated_test_min", spread.min(), ratios.size());
        out.quantity(source, "per_sample_over_repeated_test_max", spread.max(), ratios.size());
    }

    private static void growth(OverheadRun run, int rounds, Figures out) throws IOException {
        List<Class<?>> evals =
                List.of(OverheadEvals.Eval1000.class, OverheadEvals.Eval10000.class, OverheadEvals.Eval100000.class);
        List<Class<?>> plain =
                List.of(OverheadEvals.Plain1000.class, OverheadEvals.Plain10000.class, OverheadEvals.Plain100000.class);
        for (int round = 0; round < 2; round++) {
            run.of(evals.get(1));
            run.of(plain.get(1));
        }
        out.quantity("1,000 to 100,000 samples", "log_log_slope", slope(run, evals, rounds), rounds);
        out.quantity("1,000 to 100,000 repeated tests", "log_log_slope", slope(run, plain, rounds), rounds);
    }

    /** The slope of the line through the logarithms of sizes and median times, by least squares. */
    private static double slope(OverheadRun run, List<Class<?>> classes, int rounds) throws IOException {
        double[] times = new double[classes.size()];
        for (int i = 0; i < times.length; i++) {
            List<Double> seconds = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                seconds.add(run.of(classes.get(i)).seconds());
            }
            times[i] = Math.log10(Spread.quantile(seconds, 0.5));
        }
        // The logarithms of the sizes lie one apart, so that the middle one has no weight.
        return (times[2] - times[0]) / Math.log10((double) SIZES.get(2) / SIZES.get(0));
    }

    private static void samples(OverheadRun run, Figures out) throws IOException {
        out.count(
                "10,000 samples in one test",
                "ended_well",
                run.of(OverheadEvals.Eval10000.class).ended(),
                10_000);
    }

    private static void tests(OverheadRun run, Path folder, int classes, Figures out) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?>[] types = new Class<?>[classes];
            for (int i = 0; i < classes; i++) {
                types[i] = loader.loadClass(ManyEvals.name(i));
            }
            int all = classes * ManyEvals.TESTS * ManyEvals.SAMPLES;
            out.count(
                    "%,d tests of %d samples".formatted(classes * ManyEvals.TESTS, ManyEvals.SAMPLES),
                    "ended_well",
                    run.of(types).ended(),
                    all);
        }
    }
}
