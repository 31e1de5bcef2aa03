package io.github.junitllm.sampling;

import io.github.junitllm.report.SuiteSummary.Claimed;
import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.RateVerdict;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The verdict over the samples of an eval, and the numbers that it rests on.
 *
 * @param verdict the verdict
 * @param tally of the samples that count
 * @param errors those that were not scored, by kind
 * @param notNeeded planned samples that could not change the verdict and were left out
 * @param bounds one-sided bounds of the rate over all samples, empty when none was scored or no such bound holds
 * @param confidence of each bound alone
 * @param perCase by case id, in the order of the goldens
 * @param gates what each gate says
 */
record Ruling(
        Verdict verdict,
        Tally tally,
        Map<Outcome, Integer> errors,
        int notNeeded,
        Optional<Bounds> bounds,
        double confidence,
        Map<String, Tally> perCase,
        List<GateRuling> gates) {

    private static final List<Verdict> SEVERITY =
            List.of(Verdict.PASS, Verdict.INCONCLUSIVE, Verdict.FAIL, Verdict.NONE, Verdict.ERROR);

    /**
     * Rules.
     *
     * @param complete whether every sample that is needed has ended
     * @param planned number of samples planned
     * @param results of the samples that count
     */
    static Ruling of(
            Plan plan,
            List<GateRuling> gates,
            boolean complete,
            int planned,
            List<String> caseIds,
            List<SampleResult> results) {
        Map<Outcome, Integer> errors = new EnumMap<>(Outcome.class);
        Map<String, Tally> perCase = new LinkedHashMap<>();
        caseIds.forEach(id -> perCase.put(id, Tally.NONE));
        for (SampleResult result : results) {
            perCase.computeIfPresent(result.caseId(), (id, tally) -> tally.plus(Tally.of(result.outcome())));
            if (!result.outcome().isScored()) {
                errors.merge(result.outcome(), 1, Integer::sum);
            }
        }
        Tally tally = perCase.values().stream().reduce(Tally.NONE, Tally::plus);
        int notNeeded = complete ? planned - tally.ran() : 0;
        double confidence = gates.size() == 1 ? gates.get(0).confidence() : GateRuling.USUAL_CONFIDENCE;
        confidence = plan.claim().map(claim -> claim.confidence()).orElse(confidence);
        return new Ruling(
                complete ? verdict(plan, tally, errors, gates) : Verdict.NONE,
                tally,
                errors,
                notNeeded,
                bounds(plan, gates, tally, notNeeded, confidence),
                confidence,
                perCase,
                List.copyOf(gates));
    }

    private static Optional<Bounds> bounds(
            Plan plan, List<GateRuling> gates, Tally tally, int notNeeded, double confidence) {
        if (tally.scored() == 0) {
            return Optional.empty();
        }
        if (gates.size() == 1) {
            return gates.get(0).bounds();
        }
        // Several runs that stopped where they were decided: nothing simple is known of all of them together.
        return plan.maxTotalSamples() > 0
                ? Optional.empty()
                : Optional.of(GateCount.whateverTheRest(tally, notNeeded, confidence));
    }

    private static Verdict verdict(Plan plan, Tally tally, Map<Outcome, Integer> errors, List<GateRuling> gates) {
        boolean tolerable = errors.keySet().stream().allMatch(Outcome::isTolerable)
                && tally.errors() <= plan.maxErrorRate() * tally.ran();
        if (!tolerable || gates.stream().anyMatch(gate -> gate.tally().scored() == 0)) {
            return Verdict.ERROR;
        }
        List<RateVerdict> verdicts = gates.stream().map(GateRuling::verdict).toList();
        return verdicts.contains(RateVerdict.FAIL)
                ? Verdict.FAIL
                : verdicts.contains(RateVerdict.INCONCLUSIVE) ? Verdict.INCONCLUSIVE : Verdict.PASS;
    }

    int passed() {
        return tally.passed();
    }

    int scored() {
        return tally.scored();
    }

    /** The cases of the gates of one case each that ended so. */
    List<GateRuling> gatesWith(RateVerdict verdict) {
        return gates.stream()
                .filter(gate -> gate.tally().scored() > 0 && gate.verdict() == verdict)
                .toList();
    }

    /** Whatever the samples say, they were not the test that was asked for. */
    Ruling checkedNothing() {
        return verdict == Verdict.NONE ? this : as(Verdict.ERROR);
    }

    /** The same numbers of a draft, which decides nothing. */
    Ruling asDraft() {
        return as(Verdict.DRAFT);
    }

    /** The worse of this verdict and another one; nothing is added to an eval that gave none. */
    Ruling and(Verdict other) {
        if (verdict == Verdict.NONE || verdict == Verdict.DRAFT) {
            return this;
        }
        return SEVERITY.indexOf(other) > SEVERITY.indexOf(verdict) ? as(other) : this;
    }

    /** The same numbers under another verdict. */
    Ruling as(Verdict other) {
        return new Ruling(other, tally, errors, notNeeded, bounds, confidence, perCase, gates);
    }

    /** What it says to the suite: nothing when it claims no rate or was not decided. */
    Optional<Claimed> claimed(String eval) {
        List<GateRuling> claims = gates.stream()
                .filter(gate -> gate.gate().rule().rate().isPresent())
                .toList();
        boolean decided = verdict == Verdict.PASS || verdict == Verdict.FAIL || verdict == Verdict.INCONCLUSIVE;
        if (!decided || claims.isEmpty()) {
            return Optional.empty();
        }
        double error =
                claims.stream().mapToDouble(gate -> 1 - gate.confidence()).sum();
        double least = claims.stream().mapToDouble(GateRuling::pValue).min().orElse(1);
        return Optional.of(
                new Claimed(eval, verdict == Verdict.FAIL, Math.min(1, error), Math.min(1, least * claims.size())));
    }
}
