package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apiguardian.api.API;

/**
 * Stopping early under error control: exact binomial error spending (Kim and DeMets 1987; Jennison and Turnbull 2000). PASS
 * and FAIL each spend an error of their own, as if the other did not exist, so each holds whatever else ends a run. A plan is
 * immutable and safe to share between threads.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class SequentialPlan {

    /** The most samples a plan is made for; it takes about a second then. */
    public static final int MOST_SAMPLES = 100_000;

    private final SequentialDesign design;
    private final SpendingArm passing;
    private final SpendingArm failing;
    private final int[] passOpenFrom;
    private final int[] failOpenFrom;

    private SequentialPlan(SequentialDesign design, IntPredicate looks) {
        this.design = design;
        int samples = design.maxSamples();
        BigDecimal passLevel = BigDecimal.valueOf(design.passLevel());
        this.passing = SpendingArm.plan(
                samples,
                design.passLevel(),
                BigDecimal.ONE.subtract(passLevel).doubleValue(),
                design.alpha(),
                design.rho(),
                looks);
        this.failing = SpendingArm.plan(
                samples, design.failureLevel(), design.failLevel(), design.beta(), design.rho(), looks);
        this.passOpenFrom = passing.leastOpen();
        this.failOpenFrom = failing.leastOpen();
    }

    /** Plan with a look after every sample. */
    public static SequentialPlan of(SequentialDesign design) {
        return new SequentialPlan(design, n -> true);
    }

    /**
     * Plan with looks after some samples only.
     *
     * @param looks numbers of samples, 1 to {@code maxSamples}; at least one
     * @throws IllegalArgumentException when there is no look or one is out of range
     */
    public static SequentialPlan of(SequentialDesign design, Set<Integer> looks) {
        if (looks.isEmpty()) {
            throw new IllegalArgumentException("looks are empty: expected at least one number of samples");
        }
        for (int look : looks) {
            if (look < 1 || look > design.maxSamples()) {
                throw new IllegalArgumentException(
                        "look = %d, allowed are 1 to maxSamples = %d".formatted(look, design.maxSamples()));
            }
        }
        return new SequentialPlan(design, Set.copyOf(looks)::contains);
    }

    /** The design this plan keeps. */
    public SequentialDesign design() {
        return design;
    }

    /**
     * Give the least number of successes that is PASS after so many samples; empty when none is.
     *
     * @param samples 1 to {@code maxSamples}
     */
    public OptionalInt passAtLeast(int samples) {
        requireSample(samples);
        int crossing = passing.crossing(samples);
        return crossing == SpendingArm.NEVER ? OptionalInt.empty() : OptionalInt.of(crossing);
    }

    /**
     * Give the greatest number of successes that is FAIL after so many samples; empty when none is.
     *
     * @param samples 1 to {@code maxSamples}
     */
    public OptionalInt failAtMost(int samples) {
        requireSample(samples);
        int crossing = failing.crossing(samples);
        return crossing == SpendingArm.NEVER ? OptionalInt.empty() : OptionalInt.of(samples - crossing);
    }

    /** Whether any run can end in PASS; when not, more samples, more tolerance or less confidence would do. */
    public boolean canPass() {
        return passOpenFrom[0] != SpendingArm.NEVER;
    }

    /** The chance of a PASS at {@code passLevel}, at most {@code alpha}: whole numbers cannot spend all of it. */
    public double alphaSpent() {
        return passing.spent();
    }

    /** The chance of a FAIL at {@code failLevel}, at most {@code beta}. */
    public double betaSpent() {
        return failing.spent();
    }

    /**
     * Tell beforehand how runs end, exactly.
     *
     * @param trueRate 0 to 1
     */
    public SequentialProspect prospect(double trueRate) {
        Ranges.requireRate("trueRate", trueRate);
        Walk walk = new Walk(design.maxSamples(), trueRate, 1 - trueRate);
        double pass = 0;
        double fail = 0;
        double undecided = 0;
        double samples = 0;
        for (int n = 1; n <= design.maxSamples(); n++) {
            walk.step();
            double passed = passing.crossing(n) == SpendingArm.NEVER ? 0 : walk.stopFrom(passing.crossing(n));
            double failed = failing.crossing(n) == SpendingArm.NEVER ? 0 : walk.stopUpTo(n - failing.crossing(n));
            double closed = walk.stopBetween(lastFailOpen(n) + 1, passOpenFrom[n] - 1);
            pass += passed;
            fail += failed;
            undecided += closed;
            samples += n * (passed + failed + closed);
        }
        return new SequentialProspect(pass, fail, undecided, samples);
    }

    /** Start a run of this plan. */
    public SequentialRun start() {
        return start(1);
    }

    /**
     * Start a run that does not PASS before so many samples, say not before every case had its turn. Both errors stay within
     * the design: a PASS put off is at most lost.
     *
     * @param passNotBefore 1 to {@code maxSamples}
     */
    public SequentialRun start(int passNotBefore) {
        requireSample(passNotBefore);
        return new SequentialRun(this, passNotBefore);
    }

    RateVerdict verdict(int samples, int successes) {
        if (samples > 0 && successes >= passing.crossing(samples)) {
            return RateVerdict.PASS;
        }
        if (samples > 0 && samples - successes >= failing.crossing(samples)) {
            return RateVerdict.FAIL;
        }
        return RateVerdict.INCONCLUSIVE;
    }

    /** Whether some completion still ends in PASS, or some in FAIL. */
    boolean isOpen(int samples, int successes) {
        return successes >= passOpenFrom[samples] || successes <= lastFailOpen(samples);
    }

    /** By stagewise ordering: an earlier crossing is the stronger one; at the same sample the count decides. */
    Bounds bounds(int samples, int successes) {
        double lower = successes == 0
                ? 0
                : Halving.least(0, 1, rate -> passing.chanceOfSuchOrMore(successes, samples, rate) >= design.alpha());
        int failures = samples - successes;
        double upper = failures == 0
                ? 1
                : 1 - Halving.least(0, 1, rate -> failing.chanceOfSuchOrMore(failures, samples, rate) >= design.beta());
        return new Bounds(lower, upper);
    }

    private int lastFailOpen(int samples) {
        int fewestFailures = failOpenFrom[samples];
        return fewestFailures == SpendingArm.NEVER ? -1 : samples - fewestFailures;
    }

    private void requireSample(int samples) {
        if (samples < 1 || samples > design.maxSamples()) {
            throw new IllegalArgumentException(
                    "samples = %d, allowed are 1 to maxSamples = %d".formatted(samples, design.maxSamples()));
        }
    }
}
