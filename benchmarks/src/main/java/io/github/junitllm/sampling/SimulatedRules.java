package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.baseline.BaselineRule;
import io.github.junitllm.compare.CaseScore;
import io.github.junitllm.compare.PairedCases;
import io.github.junitllm.sampling.Simulation.Kind;
import io.github.junitllm.sampling.Simulation.Result;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.RateVerdict;
import io.github.junitllm.stats.Rates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apiguardian.api.API;

/** The promises of our rules, each as a table of simulated runs. */
@API(status = INTERNAL, since = "0.1")
public final class SimulatedRules {

    /** Cases of unequal rates: the easy ones stand first in the file. */
    private static final int UNEQUAL_CASES = 10;

    private static final int DRAWS = 20_000;
    private static final double POWER = 0.8;
    private static final int BASELINE_CASES = 50;
    private static final int BASELINE_SAMPLES = 3;
    private static final double MARGIN = 0.10;

    private final int runs;
    private final int inFlight;
    private final long seed;

    /**
     * Makes the tables.
     *
     * @param runs runs per cell
     * @param inFlight samples that run at a time and end in any order
     */
    public SimulatedRules(int runs, int inFlight, long seed) {
        this.runs = runs;
        this.inFlight = inFlight;
        this.seed = seed;
    }

    /**
     * One cell.
     *
     * @param falsePass share of PASS at the true rate passRate - tolerance
     * @param falseFail share of FAIL at the true rate passRate
     */
    public record Errors(
            Kind kind, RateClaim claim, int samples, boolean unequal, Result falsePass, Result falseFail) {}

    /** How often a plan errs at the border of its claim, with equal cases and with cases of unequal rates. */
    public List<Errors> errors(double tolerance, int... samples) {
        List<Errors> cells = new ArrayList<>();
        for (Kind kind : List.of(Kind.FIXED, Kind.CURTAILED, Kind.SEQUENTIAL)) {
            for (double passRate : new double[] {0.8, 0.9, 0.95, 0.99}) {
                RateClaim claim = new RateClaim(passRate, tolerance, 0.95);
                for (int n : samples) {
                    for (boolean unequal : new boolean[] {false, true}) {
                        int cases = unequal ? UNEQUAL_CASES : 1;
                        Simulation simulation = new Simulation(kind, claim, cases, n, inFlight);
                        double shown = passRate - tolerance;
                        cells.add(new Errors(
                                kind,
                                claim,
                                n,
                                unequal,
                                simulation.run(rates(shown, cases), shown, cases, runs, seed + cells.size()),
                                simulation.run(rates(passRate, cases), passRate, cases, runs, seed - cells.size())));
                    }
                }
            }
        }
        return cells;
    }

    /** Half of the cases always pass, and the other half makes the mean. */
    private static Simulation.Rates rates(double mean, int cases) {
        double[] rates = new double[cases];
        Arrays.fill(rates, cases == 1 ? mean : 2 * mean - 1);
        Arrays.fill(rates, 0, cases / 2, 1);
        return random -> rates;
    }

    /** The chance of PASS of a system 5 points above the claim, with as many samples as the report advises. */
    public record Advised(Kind kind, RateClaim claim, int samples, Result result) {}

    /** Plans of the advised size. */
    public List<Advised> advised() {
        List<Advised> cells = new ArrayList<>();
        for (double passRate : new double[] {0.8, 0.9}) {
            for (double tolerance : new double[] {0, 0.05}) {
                RateClaim claim = new RateClaim(passRate, tolerance, 0.95);
                double better = passRate + 0.05;
                int fixed = Rates.leastTrialsForPower(claim, better, POWER).orElseThrow();
                OptionalInt most = PlanText.mostForPower(claim, better, fixed);
                cells.add(advised(Kind.CURTAILED, claim, fixed, better));
                cells.add(advised(Kind.SEQUENTIAL, claim, most.orElseThrow(), better));
            }
        }
        return cells;
    }

    private Advised advised(Kind kind, RateClaim claim, int samples, double trueRate) {
        return new Advised(kind, claim, samples, one(kind, claim, samples, trueRate));
    }

    /** Runs one case at a true rate. */
    public Result one(Kind kind, RateClaim claim, int samples, double trueRate) {
        return new Simulation(kind, claim, 1, samples, inFlight)
                .run(random -> new double[] {trueRate}, trueRate, 1, runs, seed + samples);
    }

    /** How often the bounds for cases like these hold. */
    public record Coverage(int cases, int samples, double mean, double icc, Result result) {}

    /** Sixteen layouts; the rate of a case is drawn from a beta distribution of this mean and correlation within cases. */
    public List<Coverage> coverage(double[] means, double[] correlations) {
        List<Coverage> cells = new ArrayList<>();
        for (double mean : means) {
            for (double icc : correlations) {
                double[] quantiles = quantiles(mean, icc);
                double truth = Arrays.stream(quantiles).average().orElseThrow();
                for (int cases : new int[] {5, 10, 20, 50}) {
                    for (int samples : new int[] {1, 3, 5, 10}) {
                        Simulation simulation = new Simulation(
                                Kind.GENERALISED, new RateClaim(mean, 0, 0.95), cases, cases * samples, inFlight);
                        cells.add(new Coverage(
                                cases,
                                samples,
                                mean,
                                icc,
                                simulation.run(
                                        random -> draw(quantiles, cases, random),
                                        truth,
                                        cases,
                                        runs,
                                        seed + cells.size())));
                    }
                }
            }
        }
        return cells;
    }

    /**
     * How runs that are compared with a baseline end.
     *
     * @param falseFail share of FAIL of an unchanged system
     * @param falsePass share of PASS of a system that dropped by the margin in every case
     * @param power share of FAIL of that system
     */
    public record Compared(double mean, double icc, double falseFail, double falsePass, double power, int runs) {}

    /** Fifty cases of three samples, before and after; a case that cannot drop by so much drops to 0. */
    public List<Compared> baseline(double[] means, double[] correlations) {
        BaselineRule rule = new BaselineRule(MARGIN, 0.95, true, false);
        List<Compared> cells = new ArrayList<>();
        for (double mean : means) {
            for (double icc : correlations) {
                double[] quantiles = icc == 0 ? new double[] {mean} : quantiles(mean, icc);
                SplittableRandom random = new SplittableRandom(seed + cells.size());
                int falseFail = 0;
                int falsePass = 0;
                int found = 0;
                for (int i = 0; i < runs; i++) {
                    double[] rates = draw(quantiles, BASELINE_CASES, random);
                    falseFail += rule.verdict(compared(rates, 0, random)) == RateVerdict.FAIL ? 1 : 0;
                    RateVerdict dropped = rule.verdict(compared(rates, MARGIN, random));
                    falsePass += dropped == RateVerdict.PASS ? 1 : 0;
                    found += dropped == RateVerdict.FAIL ? 1 : 0;
                }
                double all = runs;
                cells.add(new Compared(mean, icc, falseFail / all, falsePass / all, found / all, runs));
            }
        }
        return cells;
    }

    private static PairedCases compared(double[] rates, double drop, SplittableRandom random) {
        List<PairedCases.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < rates.length; i++) {
            pairs.add(new PairedCases.Pair(
                    "c" + i, score(Math.max(0, rates[i] - drop), random), score(rates[i], random)));
        }
        return PairedCases.of(pairs, 0.95);
    }

    private static CaseScore score(double rate, SplittableRandom random) {
        int passed = 0;
        for (int i = 0; i < BASELINE_SAMPLES; i++) {
            passed += random.nextDouble() < rate ? 1 : 0;
        }
        return new CaseScore(passed, 0, BASELINE_SAMPLES, 0);
    }

    private static double[] draw(double[] quantiles, int cases, SplittableRandom random) {
        return IntStream.range(0, cases)
                .mapToDouble(i -> quantiles[random.nextInt(quantiles.length)])
                .toArray();
    }

    private static double[] quantiles(double mean, double icc) {
        double size = 1 / icc - 1;
        BetaDistribution rates = BetaDistribution.of(mean * size, (1 - mean) * size);
        return IntStream.range(0, DRAWS)
                .parallel()
                .mapToDouble(i -> rates.inverseCumulativeProbability((i + 0.5) / DRAWS))
                .toArray();
    }
}
