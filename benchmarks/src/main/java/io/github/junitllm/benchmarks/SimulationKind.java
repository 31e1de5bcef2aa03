package io.github.junitllm.benchmarks;

import io.github.junitllm.sampling.SimulatedRules;
import io.github.junitllm.sampling.SimulatedRules.Advised;
import io.github.junitllm.sampling.SimulatedRules.Compared;
import io.github.junitllm.sampling.SimulatedRules.Coverage;
import io.github.junitllm.sampling.SimulatedRules.Errors;
import io.github.junitllm.sampling.Simulation.Kind;
import io.github.junitllm.sampling.Simulation.Result;
import io.github.junitllm.stats.RateClaim;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/** Simulates what the verdicts promise, prints the figures, and writes the tables and plots of the documentation to a folder. */
final class SimulationKind implements Measure.Kind {

    private static final RateClaim TOLERANT = new RateClaim(0.9, 0.05, 0.95);
    private static final double[] MEANS = {0.7, 0.9};
    private static final double[] CORRELATIONS = {0.3, 0.5, 0.7};

    private final SimulatedRules rules;
    private final int runs;

    SimulationKind(int runs, long seed) {
        this.rules = new SimulatedRules(runs, 4, seed);
        this.runs = runs;
    }

    @Override
    public void measure(Path folder, Figures out, PrintStream err) throws IOException {
        StringJoiner page = new StringJoiner("\n");
        page.add("""
                # Simulated verdicts

                Made by `bash benchmarks/measure simulation docs/statistics`; all outcomes are simulated. Each cell is the share of
                %,d seeded runs, %s is the standard error of a share near 0.05. Samples are planned, counted and ruled by the classes that
                do it for JUnit, four at a time and ending in any order.
                """.formatted(runs, four(Math.sqrt(0.05 * 0.95 / runs))));
        List<Errors> errors = new ArrayList<>(rules.errors(0, 10, 20, 50, 100, 200));
        errors.addAll(rules.errors(0.05, 50, 100, 200));
        errors(page, errors, out);
        advised(page, rules.advised(), out);
        expected(page, out);
        coverage(page, rules.coverage(MEANS, CORRELATIONS), out);
        compared(page, rules.baseline(new double[] {0.7, 0.8, 0.9}, new double[] {0, 0.3, 0.5, 0.7}), out);
        page.add("""
                ## Plots

                ![Chance of PASS](pass.png)

                ![Samples needed](samples.png)
                """);
        Files.writeString(folder.resolve("simulated.md"), page.toString());
        plot(folder);
    }

    private void errors(StringJoiner page, List<Errors> cells, Figures out) {
        page.add("""
                ## A system at the border of its claim

                At a true rate of passRate - tolerance at most 0.05 may PASS, at a true rate of passRate at most 0.05 may FAIL. "Unequal": ten
                cases, of which the first five in the file always pass and the others make up the mean: the worst order, if cases
                ran as they stand in the file.

                | stops | claim | samples | cases | false PASS | false FAIL |
                |---|---|---|---|---|---|""");
        for (Errors cell : cells) {
            String cases = cell.unequal() ? "unequal" : "equal";
            page.add("| %s | %s | %d | %s | %s | %s |"
                    .formatted(
                            words(cell.kind()),
                            words(cell.claim()),
                            cell.samples(),
                            cases,
                            four(cell.falsePass().pass()),
                            four(cell.falseFail().fail())));
        }
        for (Kind kind : List.of(Kind.FIXED, Kind.CURTAILED, Kind.SEQUENTIAL)) {
            List<Errors> ofKind =
                    cells.stream().filter(cell -> cell.kind() == kind).toList();
            out.quantity(
                    words(kind),
                    "greatest_false_pass",
                    most(ofKind, cell -> cell.falsePass().pass()),
                    ofKind.size());
            out.quantity(
                    words(kind),
                    "greatest_false_fail",
                    most(ofKind, cell -> cell.falseFail().fail()),
                    ofKind.size());
        }
        page.add("");
    }

    private static <T> double most(List<T> cells, ToDoubleFunction<T> figure) {
        return cells.stream().mapToDouble(figure).max().orElseThrow();
    }

    private static <T> double least(List<T> cells, ToDoubleFunction<T> figure) {
        return cells.stream().mapToDouble(figure).min().orElseThrow();
    }

    private void advised(StringJoiner page, List<Advised> cells, Figures out) {
        page.add("""
                ## The number of samples that the report advises

                A system 5 points above the claim should PASS in at least 0.80.

                | stops | claim | samples | PASS | mean samples |
                |---|---|---|---|---|""");
        cells.forEach(cell -> page.add("| %s | %s | %d | %s | %.1f |"
                .formatted(
                        words(cell.kind()),
                        words(cell.claim()),
                        cell.samples(),
                        four(cell.result().pass()),
                        cell.result().samples())));
        page.add("");
        out.quantity(
                "advised plan", "least_pass", least(cells, cell -> cell.result().pass()), cells.size());
    }

    private void expected(StringJoiner page, Figures out) {
        page.add("""
                ## Samples that a look after each of them takes

                Claim 0.9, tolerance 0.05, maxTotalSamples = 100.

                | true rate | mean samples | PASS | FAIL |
                |---|---|---|---|""");
        for (double rate : new double[] {0.7, 0.8, 0.85, 0.9, 0.95, 0.99}) {
            Result result = rules.one(Kind.SEQUENTIAL, TOLERANT, 100, rate);
            page.add("| %s | %.1f | %s | %s |"
                    .formatted(rate, result.samples(), four(result.pass()), four(result.fail())));
            out.quantity("maxTotalSamples = 100, true rate " + rate, "mean_samples", result.samples(), result.runs());
        }
        page.add("");
    }

    private void coverage(StringJoiner page, List<Coverage> cells, Figures out) {
        page.add("""
                ## Cases like these

                How often the one-sided 0.95 bounds of `generalise = true` hold, when the rate of each case is drawn from a beta distribution
                with this mean and this correlation within cases (ICC).

                | cases | samples each | mean | ICC | lower bound holds | upper bound holds |
                |---|---|---|---|---|---|""");
        cells.forEach(cell -> page.add("| %d | %d | %s | %s | %s | %s |"
                .formatted(
                        cell.cases(),
                        cell.samples(),
                        cell.mean(),
                        cell.icc(),
                        four(cell.result().lowerHolds()),
                        four(cell.result().upperHolds()))));
        page.add("");
        out.quantity(
                "cases like these",
                "least_lower_coverage",
                least(cells, cell -> cell.result().lowerHolds()),
                cells.size());
        out.quantity(
                "cases like these",
                "least_upper_coverage",
                least(cells, cell -> cell.result().upperHolds()),
                cells.size());
    }

    private void compared(StringJoiner page, List<Compared> cells, Figures out) {
        page.add("""
                ## A run beside its baseline

                50 cases of 3 samples before and after, `margin = 0.10`. An unchanged system should FAIL in at most 0.05; one that lost 10 points
                in every case should PASS in at most 0.05, and its FAILs are the power of the gate.

                | mean | ICC | unchanged: FAIL | dropped: PASS | dropped: FAIL |
                |---|---|---|---|---|""");
        cells.forEach(cell -> page.add("| %s | %s | %s | %s | %s |"
                .formatted(
                        cell.mean(), cell.icc(), four(cell.falseFail()), four(cell.falsePass()), four(cell.power()))));
        page.add("");
        out.quantity("baseline", "greatest_false_fail", most(cells, Compared::falseFail), cells.size());
        out.quantity("baseline", "greatest_false_pass", most(cells, Compared::falsePass), cells.size());
        cells.forEach(cell -> out.quantity(
                "baseline, mean %s, ICC %s".formatted(cell.mean(), cell.icc()), "power", cell.power(), cell.runs()));
    }

    private void plot(Path folder) throws IOException {
        double[] rates = new double[27];
        double[][] pass = new double[2][rates.length];
        double[][] samples = new double[2][rates.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = 0.7 + i * 0.01 + (i == 26 ? 0.03 : i > 20 ? (i - 20) * 0.005 : 0);
            Result fixed = rules.one(Kind.CURTAILED, TOLERANT, 100, rates[i]);
            Result sequential = rules.one(Kind.SEQUENTIAL, TOLERANT, 100, rates[i]);
            pass[0][i] = fixed.pass();
            pass[1][i] = sequential.pass();
            samples[0][i] = fixed.samples();
            samples[1][i] = sequential.samples();
        }
        List<String> names = List.of("samples = 100", "maxTotalSamples = 100");
        Plot.of("Chance of PASS, claim 0.90, tolerance 0.05 (simulated)", "true rate", "share of runs")
                .lines(names, rates, pass)
                .save(folder.resolve("pass.png"));
        Plot.of("Samples until the verdict stands (simulated)", "true rate", "mean number of samples")
                .lines(names, rates, samples)
                .save(folder.resolve("samples.png"));
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case FIXED -> "never";
            case CURTAILED -> "`samples`";
            case SEQUENTIAL -> "`maxTotalSamples`";
            case GENERALISED -> "`generalise`";
        };
    }

    private static String words(RateClaim claim) {
        return claim.passRate() + (claim.tolerance() > 0 ? " - " + claim.tolerance() : "");
    }

    private static String four(double share) {
        return String.format(Locale.ROOT, "%.4f", share);
    }
}
