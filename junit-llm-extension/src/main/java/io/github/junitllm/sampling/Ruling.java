package io.github.junitllm.sampling;

import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.RateVerdict;
import io.github.junitllm.stats.Rates;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The verdict over the samples of an eval, and the numbers that it rests on.
 *
 * @param verdict the verdict
 * @param passed samples that passed
 * @param scored samples that passed or failed
 * @param errors the others, by kind
 * @param bounds exact one-sided bounds over the scored samples, empty when there are none
 * @param confidence of each bound alone
 * @param perCase passed and scored samples by case id, in the order of the goldens
 */
record Ruling(
        Verdict verdict,
        int passed,
        int scored,
        Map<Outcome, Integer> errors,
        Optional<Bounds> bounds,
        double confidence,
        Map<String, Tally> perCase) {

    static final double USUAL_CONFIDENCE = 0.95;

    /** Counts of one case. */
    record Tally(int passed, int scored) {
        Tally plus(Outcome outcome) {
            return outcome.isScored() ? new Tally(passed + (outcome == Outcome.PASSED ? 1 : 0), scored + 1) : this;
        }
    }

    static Ruling of(Plan plan, List<String> caseIds, List<SampleResult> results) {
        Map<Outcome, Integer> errors = new EnumMap<>(Outcome.class);
        Map<String, Tally> perCase = new LinkedHashMap<>();
        caseIds.forEach(id -> perCase.put(id, new Tally(0, 0)));
        for (SampleResult result : results) {
            perCase.computeIfPresent(result.caseId(), (id, tally) -> tally.plus(result.outcome()));
            if (!result.outcome().isScored()) {
                errors.merge(result.outcome(), 1, Integer::sum);
            }
        }
        int passed = perCase.values().stream().mapToInt(Tally::passed).sum();
        int scored = perCase.values().stream().mapToInt(Tally::scored).sum();
        double confidence = plan.claim().map(RateClaim::confidence).orElse(USUAL_CONFIDENCE);
        boolean complete = results.size() == plan.samples() * caseIds.size();
        return new Ruling(
                complete ? verdict(plan, passed, scored, errors, perCase) : Verdict.NONE,
                passed,
                scored,
                errors,
                scored == 0 ? Optional.empty() : Optional.of(Rates.bounds(passed, scored, confidence)),
                confidence,
                perCase);
    }

    /** Whatever the samples say, they were not the test that was asked for. */
    Ruling checkedNothing() {
        return verdict == Verdict.NONE
                ? this
                : new Ruling(Verdict.ERROR, passed, scored, errors, bounds, confidence, perCase);
    }

    /** The same numbers of a draft, which decides nothing. */
    Ruling asDraft() {
        return new Ruling(Verdict.DRAFT, passed, scored, errors, bounds, confidence, perCase);
    }

    private static Verdict verdict(
            Plan plan, int passed, int scored, Map<Outcome, Integer> errors, Map<String, Tally> perCase) {
        if (!errors.isEmpty() || scored == 0) {
            return Verdict.ERROR;
        }
        if (plan.claim().isEmpty()) {
            int needed = plan.minPasses() > 0 ? plan.minPasses() : plan.samples();
            return perCase.values().stream().allMatch(tally -> tally.passed() >= needed) ? Verdict.PASS : Verdict.FAIL;
        }
        RateClaim claim = plan.claim().get();
        if (!plan.perCase()) {
            return verdict(Rates.verdict(claim, passed, scored));
        }
        List<RateVerdict> verdicts = perCase.values().stream()
                .map(tally -> Rates.verdict(claim, tally.passed(), tally.scored()))
                .toList();
        return verdicts.contains(RateVerdict.FAIL)
                ? Verdict.FAIL
                : verdicts.contains(RateVerdict.INCONCLUSIVE) ? Verdict.INCONCLUSIVE : Verdict.PASS;
    }

    private static Verdict verdict(RateVerdict verdict) {
        return switch (verdict) {
            case PASS -> Verdict.PASS;
            case FAIL -> Verdict.FAIL;
            case INCONCLUSIVE -> Verdict.INCONCLUSIVE;
        };
    }
}
