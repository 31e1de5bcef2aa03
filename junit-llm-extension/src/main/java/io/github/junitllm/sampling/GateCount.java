package io.github.junitllm.sampling;

import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.CriticalCounts;
import io.github.junitllm.stats.RateVerdict;
import io.github.junitllm.stats.Rates;
import io.github.junitllm.stats.SampleRun;
import io.github.junitllm.stats.SequentialRun;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the samples of a gate in their planned order, whatever order they end in, until none can change its verdict. What
 * ends after that does not count, so that neither luck nor parallel threads have a say. Not safe for several threads.
 */
final class GateCount {

    private final Gate gate;
    private final boolean stopsEarly;
    private final int cases;
    private final Map<Integer, Outcome> waiting = new HashMap<>();
    private final Map<String, Tally> perCase = new LinkedHashMap<>();
    /** An unsure sample counts as wrong for PASS, and as right for FAIL: one run of each kind. */
    private final Optional<SampleRun> doubting;

    private final Optional<SampleRun> trusting;
    private Tally all = Tally.NONE;
    private int next;

    GateCount(Gate gate, boolean stopsEarly) {
        this.gate = gate;
        this.stopsEarly = stopsEarly;
        this.cases = gate.cases();
        this.doubting = gate.start();
        this.trusting = gate.start();
    }

    /** Whether another sample can change the verdict, or belongs to a case that had no turn before a PASS. */
    boolean isOpen() {
        return next < gate.trials() && !(stopsEarly && isDecided());
    }

    private boolean isDecided() {
        return switch (standing()) {
            case PASS -> perCase.size() == cases;
            case FAIL -> true;
            case INCONCLUSIVE ->
                doubting.filter(run -> !run.isOpen()).isPresent()
                        && trusting.filter(run -> !run.isOpen()).isPresent();
        };
    }

    private RateVerdict standing() {
        boolean pass = doubting.filter(run -> run.verdict() == RateVerdict.PASS).isPresent();
        boolean fail = trusting.filter(run -> run.verdict() == RateVerdict.FAIL).isPresent();
        return verdict(pass, fail);
    }

    private static RateVerdict verdict(boolean pass, boolean fail) {
        return pass ? RateVerdict.PASS : fail ? RateVerdict.FAIL : RateVerdict.INCONCLUSIVE;
    }

    /** Counts the sample at a position of the planned order, at once or when those before it have ended. */
    void ended(int position, Outcome outcome) {
        waiting.put(position, outcome);
        while (isOpen() && waiting.containsKey(next)) {
            count(gate.samples().get(next).caseId(), waiting.remove(next));
            next++;
        }
    }

    private void count(String caseId, Outcome outcome) {
        perCase.merge(caseId, Tally.of(outcome), Tally::plus);
        all = all.plus(Tally.of(outcome));
        if (outcome.isScored()) {
            boolean passed = outcome == Outcome.PASSED;
            doubting.filter(SampleRun::isOpen).ifPresent(run -> run.add(passed));
            trusting.filter(SampleRun::isOpen).ifPresent(run -> run.add(passed || outcome == Outcome.UNSURE));
        }
    }

    boolean counted(int position) {
        return position < next;
    }

    GateRuling ruling() {
        return new GateRuling(gate, all, next, verdict(), bounds(), perCase);
    }

    private RateVerdict verdict() {
        if (gate.rule() instanceof Rule.CasesLikeThese like) {
            return ClusterRule.verdict(like.claim(), perCase.values());
        }
        if (gate.rule() instanceof Rule.EverySample) {
            return RateVerdict.PASS;
        }
        RateVerdict standing = standing();
        boolean someWereNotScored = next == gate.trials() && all.scored() > 0 && all.scored() < next;
        if (standing != RateVerdict.INCONCLUSIVE || !someWereNotScored) {
            return standing;
        }
        // Errors that the eval tolerates left fewer samples than planned: these decide.
        return gate.rule()
                .criticalCounts(all.scored())
                .map(counts -> verdict(counts, all))
                .orElse(standing);
    }

    /** What is unsure counts as wrong for PASS, and as right for FAIL. */
    static RateVerdict verdict(CriticalCounts counts, Tally tally) {
        boolean pass = counts.verdict(tally.passed()) == RateVerdict.PASS;
        boolean fail = counts.verdict(tally.passed() + tally.unsure()) == RateVerdict.FAIL;
        return verdict(pass, fail);
    }

    /** One-sided bounds that hold although the count stopped early; empty when nothing was scored. */
    private Optional<Bounds> bounds() {
        if (all.scored() == 0) {
            return Optional.empty();
        }
        double confidence = GateRuling.confidence(gate.rule());
        if (gate.rule() instanceof Rule.CasesLikeThese) {
            return Optional.of(ClusterRule.bounds(confidence, perCase.values()));
        }
        if (gate.rule() instanceof Rule.AtMostSamples) {
            return Optional.of(new Bounds(
                    sequential(doubting).lower(), sequential(trusting).upper()));
        }
        return Optional.of(whateverTheRest(all, gate.trials() - next, confidence));
    }

    private static Bounds sequential(Optional<SampleRun> run) {
        SequentialRun ended = (SequentialRun) run.orElseThrow();
        ended.end();
        return ended.bounds();
    }

    /** The bounds between all of the others failing and all of them passing. */
    static Bounds whateverTheRest(Tally tally, int rest, double confidence) {
        int trials = tally.scored() + rest;
        return new Bounds(
                Rates.lowerBound(tally.passed(), trials, confidence),
                Rates.upperBound(tally.passed() + tally.unsure() + rest, trials, confidence));
    }
}
