package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.dataset.Goldens;
import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.RateVerdict;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * Lets chance answer in the place of a model: samples are planned, counted and ruled by the classes that count those of JUnit, and
 * it stands in their package for that. What it prints is simulated.
 */
@API(status = INTERNAL, since = "0.1")
public final class Simulation {

    /** Seeded orders of samples that the runs share; a real test has one of them. */
    private static final int ORDERS = 20;

    private final Plan plan;
    private final int inFlight;

    /** What a plan claims and how it stops. */
    public enum Kind {
        /** All samples, whatever they say. */
        FIXED,
        /** A fixed number, ended where no completion changes the verdict. */
        CURTAILED,
        /** At most so many, with a look after every sample. */
        SEQUENTIAL,
        /** A claim about cases like these. */
        GENERALISED
    }

    /**
     * How the runs ended.
     *
     * @param runs number of runs
     * @param pass share that ended in PASS
     * @param fail share that ended in FAIL
     * @param samples mean number of samples that count
     * @param lowerHolds share of runs whose lower bound is at or below the true mean
     * @param upperHolds share of runs whose upper bound is at or above it
     */
    public record Result(int runs, double pass, double fail, double samples, double lowerHolds, double upperHolds) {

        /** Standard error of a share near 0.05. */
        public double error() {
            return Math.sqrt(0.05 * 0.95 / runs);
        }
    }

    /** The true rates of the cases of one run. */
    public interface Rates {

        /** Returns one rate per case, 0 to 1. */
        double[] draw(SplittableRandom random);
    }

    /**
     * Makes a simulation.
     *
     * @param total number of samples over all cases
     * @param inFlight number of samples that run at a time and end in any order
     */
    public Simulation(Kind kind, RateClaim claim, int cases, int total, int inFlight) {
        boolean sequential = kind == Kind.SEQUENTIAL;
        this.plan = new Plan(
                sequential ? 1 : total / cases,
                sequential ? total : 0,
                0,
                Optional.of(claim),
                List.of(),
                false,
                kind == Kind.GENERALISED,
                kind == Kind.CURTAILED || sequential,
                0,
                Inconclusive.FAIL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        this.inFlight = inFlight;
    }

    /**
     * Runs.
     *
     * @param truth the rate that bounds are to hold for: the mean over the cases, or over cases like these
     */
    public Result run(Rates rates, double truth, int cases, int runs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<EvalCase> goldens = EvalCase.of(goldens(cases));
        long[] counts = new long[5];
        int perOrder = Math.max(1, runs / ORDERS);
        int done = 0;
        for (int order = 0; done < runs; order++) {
            List<Sample> samples = plan.order("simulated#" + seed + "." + order, goldens);
            Gates gates = new Gates(plan.gates(goldens, samples));
            for (int i = 0; i < perOrder; i++) {
                one(samples, gates, rates.draw(random), truth, random, counts);
            }
            done += perOrder;
        }
        double all = done;
        return new Result(done, counts[0] / all, counts[1] / all, counts[2] / all, counts[3] / all, counts[4] / all);
    }

    private void one(
            List<Sample> samples, Gates gates, double[] rates, double truth, SplittableRandom random, long[] counts) {
        Stopping stopping = new Stopping(gates, plan.stopsEarly());
        List<Sample> running = new ArrayList<>();
        for (Sample sample : samples) {
            if (!stopping.needs(sample.caseId(), sample.number())) {
                break;
            }
            running.add(sample);
            if (running.size() == inFlight) {
                end(stopping, running.remove(random.nextInt(running.size())), rates, random);
            }
        }
        while (!running.isEmpty()) {
            end(stopping, running.remove(random.nextInt(running.size())), rates, random);
        }
        GateRuling ruling = stopping.rulings().get(0);
        Bounds bounds = ruling.bounds().orElseThrow();
        counts[0] += ruling.verdict() == RateVerdict.PASS ? 1 : 0;
        counts[1] += ruling.verdict() == RateVerdict.FAIL ? 1 : 0;
        counts[2] += ruling.counted();
        counts[3] += bounds.lower() <= truth ? 1 : 0;
        counts[4] += bounds.upper() >= truth ? 1 : 0;
    }

    private static void end(Stopping stopping, Sample sample, double[] rates, SplittableRandom random) {
        double rate = rates[Integer.parseInt(sample.caseId(), 1, sample.caseId().length(), 10)];
        stopping.ended(sample.caseId(), sample.number(), random.nextDouble() < rate ? Outcome.PASSED : Outcome.FAILED);
    }

    private static List<GoldenCase> goldens(int cases) {
        String inline = IntStream.range(0, cases)
                .mapToObj("{id: c%03d}"::formatted)
                .collect(Collectors.joining(", ", "[", "]"));
        return Goldens.load(Simulation.class, "simulation", new Inline(inline));
    }

    @SuppressWarnings("BadAnnotationImplementation") // nobody compares it
    private record Inline(String inline) implements Golden {

        @Override
        public String[] value() {
            return new String[0];
        }

        @Override
        public String[] tags() {
            return new String[0];
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return Golden.class;
        }
    }
}
