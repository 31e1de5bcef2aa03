package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.judge.CalibratedJudge;
import io.github.junitllm.judge.LlmJudge.Opinion;
import io.github.junitllm.report.Wording;
import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.JudgeCorrection;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.RateVerdict;
import io.github.junitllm.stats.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rate behind the passes of a calibrated judge, which decides a claim about all samples. A sample that fails by a plain assertion is
 * counted among those the judge fails: where the judge errs that makes the lower bound too low, never too high. The upper bound leaves such
 * samples out, and beside it stands the exact bound of the plain assertions alone, each at half the error.
 */
final class CorrectedGate {

    private static final double USUAL = 0.95;

    private final Plan plan;
    private final List<DeclaredJudge> judges;
    private final int samples;
    private Optional<Seen> seen = Optional.empty();
    private Optional<Bounds> bounds = Optional.empty();
    private List<String> lines = List.of();

    /** How the samples stand: of those scored, those that passed by the judge's word, those it was asked about, and the plain failures. */
    private record Seen(int scored, int passed, int judged, int holds, int plainFailures, int odd) {

        io.github.junitllm.stats.Tally all() {
            return new io.github.junitllm.stats.Tally(passed, scored);
        }
    }

    private CorrectedGate(Plan plan, List<DeclaredJudge> judges, int samples) {
        this.plan = plan;
        this.judges = judges;
        this.samples = samples;
    }

    static Optional<CorrectedGate> of(Plan plan, List<DeclaredJudge> judges, int samples) {
        List<DeclaredJudge> gating =
                judges.stream().filter(judge -> judge.standing().gates()).toList();
        return gating.isEmpty() ? Optional.empty() : Optional.of(new CorrectedGate(plan, gating, samples));
    }

    private CalibratedJudge judge() {
        return judges.get(0).standing().measured().orElseThrow();
    }

    /** Of the interval. */
    private double confidence() {
        return plan.claim().map(RateClaim::confidence).orElse(USUAL);
    }

    /** Of each bound: one-sided bounds at the confidence itself miss too often, up to 0.07 for 0.05; those of the interval do not. */
    private double confidenceOfBound() {
        return 1 - (1 - confidence()) / 2;
    }

    /** Why no outcome could PASS. */
    Optional<String> infeasible() {
        Optional<String> unknown = unknown();
        if (unknown.isPresent() || plan.claim().isEmpty()) {
            return unknown;
        }
        Optional<Bounds> best = JudgeCorrection.bounds(
                new io.github.junitllm.stats.Tally(samples, samples), judge().labels(), confidenceOfBound());
        return best.filter(most -> plan.claim().get().verdict(most) != RateVerdict.PASS)
                .map(most ->
                        "even %d of %d passes show only a corrected rate of %s, as judge %s errs and has %d + %d labels; take more samples or labels, or claim less"
                                .formatted(
                                        samples,
                                        samples,
                                        three(most.lower()),
                                        judges.get(0).rubric().name(),
                                        judge().labels().humanPasses(),
                                        judge().labels().humanFails()));
    }

    /** Which claims are about something whose corrected rate nobody knows. */
    private Optional<String> unknown() {
        if (!plan.claimsARate()) {
            return Optional.empty();
        }
        if (judges.size() > 1) {
            return Optional.of(
                    "the corrected rate of %d calibrated judges together is not known; claim a rate with one of them"
                            .formatted(judges.size()));
        }
        boolean simple = plan.claim().isPresent()
                && plan.tagClaims().isEmpty()
                && !plan.perCase()
                && !plan.generalise()
                && plan.maxTotalSamples() == 0
                && plan.variants().isEmpty();
        return simple
                ? Optional.empty()
                : Optional.of(
                        "a corrected rate is known over a fixed number of all samples only, not with perCase, generalise, maxTotalSamples, @Claim or @Variants; leave these out where a calibrated judge counts");
    }

    /** The verdict on the corrected rate where one is claimed; never PASS where it is not known. */
    Ruling judge(Ruling raw, List<SampleResult> results) {
        if (raw.verdict() == Verdict.NONE || raw.scored() == 0) {
            return raw;
        }
        Seen now = see(results);
        seen = Optional.of(now);
        bounds = judges.size() == 1 ? bounds(now) : Optional.empty();
        List<String> said = new ArrayList<>();
        Optional<String> trouble = unknown().or(() -> odd(now));
        boolean decides = plan.claimsARate() && trouble.isEmpty() && bounds.isPresent();
        bounds.ifPresent(known -> said.add(words(now, known, decides)));
        if (plan.claimsARate()) {
            trouble.ifPresent(why -> said.add("no PASS: " + why));
        }
        lines = said;
        if (!plan.claimsARate() || raw.verdict() == Verdict.ERROR || raw.verdict() == Verdict.DRAFT) {
            return raw;
        }
        return decides
                ? raw.as(Verdict.valueOf(
                        plan.claim().orElseThrow().verdict(bounds.orElseThrow()).name()))
                : raw.and(Verdict.INCONCLUSIVE);
    }

    private static Optional<String> odd(Seen now) {
        return now.odd() == 0
                ? Optional.empty()
                : Optional.of(
                        "in %d of %d samples the calibrated judge was not asked, asked more than once, or its no was swallowed, so that the corrected rate is not known; ask it once in every sample"
                                .formatted(now.odd(), now.scored()));
    }

    private Seen see(List<SampleResult> results) {
        int scored = 0;
        int passed = 0;
        int judged = 0;
        int holds = 0;
        int plain = 0;
        int odd = 0;
        for (SampleResult result : results) {
            if (!result.outcome().isScored()) {
                continue;
            }
            scored++;
            List<Opinion> opinions = result.measured().opinions().stream()
                    .filter(opinion -> opinion.counted()
                            && opinion.judgement().rubric().equals(judges.get(0).rubric()))
                    .toList();
            boolean says = !opinions.isEmpty() && opinions.stream().allMatch(Opinion::holds);
            boolean good = result.outcome() == Outcome.PASSED;
            judged += opinions.isEmpty() ? 0 : 1;
            holds += says ? 1 : 0;
            passed += says && good ? 1 : 0;
            plain += !good && (opinions.isEmpty() || says) ? 1 : 0;
            odd += opinions.size() > 1 || (good && !says) ? 1 : 0;
        }
        return new Seen(scored, passed, judged, holds, plain, odd);
    }

    private Optional<Bounds> bounds(Seen now) {
        Optional<Bounds> all = JudgeCorrection.bounds(now.all(), judge().labels(), confidenceOfBound());
        if (now.plainFailures() == 0 || all.isEmpty()) {
            return all;
        }
        double half = 1 - (1 - confidenceOfBound()) / 2;
        double upper = Rates.upperBound(now.scored() - now.plainFailures(), now.scored(), half);
        if (now.judged() > 0) {
            upper = Math.min(
                    upper,
                    JudgeCorrection.bounds(
                                    new io.github.junitllm.stats.Tally(now.holds(), now.judged()),
                                    judge().labels(),
                                    half)
                            .map(Bounds::upper)
                            .orElse(1.0));
        }
        return Optional.of(new Bounds(Math.min(all.get().lower(), upper), upper));
    }

    private String words(Seen now, Bounds known, boolean decides) {
        return "corrected for the judge's errors: %s, %s %% interval %s..%s%s%s; the judge %s; %s"
                .formatted(
                        judge().rates(now.all()),
                        Wording.percentage(confidence()),
                        three(known.lower()),
                        three(known.upper()),
                        now.plainFailures() == 0
                                ? ""
                                : " (%d failed by plain assertions)".formatted(now.plainFailures()),
                        decides ? "; the verdict is on the corrected rate" : "",
                        judge().words(),
                        judges.get(0).standing().file());
    }

    List<String> lines() {
        return lines;
    }

    void describe(ObjectNode line) {
        if (seen.isEmpty() || judges.size() != 1) {
            return;
        }
        ObjectNode one =
                line.putObject("corrected").put("judge", judges.get(0).rubric().name());
        one.put("raw", seen.get().all().rate());
        JudgeCorrection.estimate(seen.get().all(), judge().labels()).ifPresent(rate -> one.put("corrected", rate));
        bounds.ifPresent(known -> one.put("lower", known.lower())
                .put("upper", known.upper())
                .put("confidence", confidence())
                .put("method", "lang-reiczigel, two-sided"));
        one.put("plain_failures", seen.get().plainFailures())
                .put("calibration", judges.get(0).standing().file())
                .put("hash", judges.get(0).rubric().hash());
    }

    private static String three(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
