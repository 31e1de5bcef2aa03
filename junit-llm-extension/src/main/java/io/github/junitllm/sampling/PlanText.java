package io.github.junitllm.sampling;

import io.github.junitllm.report.Wording;
import io.github.junitllm.sampling.Plan.TagClaim;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.Rates;
import io.github.junitllm.stats.SequentialDesign;
import io.github.junitllm.stats.SequentialPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The words of a plan: what it claims, whether it can be reached, and what it can see. */
final class PlanText {

    private static final double POWER = 0.8;
    /** Planning more samples with a look at each takes seconds. */
    private static final int MOST_PLANNED = 3_000;

    private final Plan plan;
    private final List<Gate> gates;
    private final int everyCase;

    PlanText(Plan plan, List<Gate> gates) {
        this.plan = plan;
        this.everyCase = gates.size();
        // The gates of a claim of every case, or of every set-up, are alike.
        this.gates = alike() ? gates.subList(0, 1) : gates;
    }

    private boolean alike() {
        return plan.perCase() || (plan.variants().isPresent() && plan.claimsARate());
    }

    /** What cannot work, with what would do; empty when every claim can be reached. */
    Optional<String> infeasible() {
        List<String> reasons =
                gates.stream().flatMap(gate -> infeasible(gate).stream()).toList();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    private Optional<String> infeasible(Gate gate) {
        Optional<RateClaim> rate = gate.rule().rate();
        if (rate.isEmpty() || canPass(gate, rate.get())) {
            return Optional.empty();
        }
        RateClaim claim = rate.get();
        boolean like = gate.rule() instanceof Rule.CasesLikeThese;
        int best = like ? gate.cases() : gate.trials();
        return Optional.of(
                "%sthis plan cannot PASS: %d of %d%s would show a rate of %s at %s %%, the claim needs %s; %s"
                        .formatted(
                                of(gate),
                                best,
                                best,
                                like ? " cases" : "",
                                Wording.rate(Rates.lowerBound(best, best, claim.confidence())),
                                Wording.percentage(claim.confidence()),
                                Wording.rate(claim.passRate() - claim.tolerance()),
                                remedy(gate, claim)));
    }

    private static boolean canPass(Gate gate, RateClaim claim) {
        if (gate.sequential().isPresent()) {
            return gate.sequential().get().canPass();
        }
        int best = gate.rule() instanceof Rule.CasesLikeThese ? gate.cases() : gate.trials();
        return Rates.criticalCounts(claim, best).passAtLeast().isPresent();
    }

    private String of(Gate gate) {
        return gate.name().isEmpty() || alike() ? "" : "tag %s: ".formatted(gate.name());
    }

    private String remedy(Gate gate, RateClaim claim) {
        int least = Rates.leastTrialsToPass(claim, 0).orElse(Integer.MAX_VALUE);
        if (gate.rule() instanceof Rule.CasesLikeThese) {
            return least == Integer.MAX_VALUE
                    ? "take more tolerance or less confidence"
                    : "take at least %d cases, more tolerance or less confidence".formatted(least);
        }
        int cases = plan.perCase() ? everyCase : gate.cases();
        boolean sequential = gate.sequential().isPresent();
        int needed = plan.perCase() || least == Integer.MAX_VALUE || sequential ? least : (least + cases - 1) / cases;
        String otherwise = "take %smore tolerance or less confidence".formatted(plan.perCase() ? "" : "more cases, ");
        if (needed > PlanReader.MOST_SAMPLES) {
            return "no number of samples up to 10,000 would do, " + otherwise;
        }
        if (sequential) {
            return "write maxTotalSamples = %d%s, or take more tolerance or less confidence"
                    .formatted(
                            needed,
                            gate.name().isEmpty() ? "" : " for the cases of this tag, more for all cases together");
        }
        return "write samples = %d (%d in all), or %s".formatted(needed, needed * cases, otherwise);
    }

    /** What the plan can see: chance to PASS for systems better than the claim, and the sample count that would do. */
    List<String> power() {
        List<String> lines = new ArrayList<>();
        if (!plan.claimsARate()) {
            if (plan.minPasses() > 0) {
                lines.add(gateChances());
            }
            return lines;
        }
        gates.forEach(gate -> gate.rule().rate().ifPresent(claim -> power(lines, gate, claim)));
        return lines;
    }

    private String gateChances() {
        StringJoiner chances = new StringJoiner(", ");
        for (double trueRate : new double[] {0.5, 0.7, 0.8, 0.9, 0.95, 0.99}) {
            chances.add(percent(Rates.chanceThroughGate(plan.minPasses(), plan.samples(), trueRate)) + " at "
                    + Wording.rate(trueRate));
        }
        return "%d of %d lets a case through in %s (true rate of the case)"
                .formatted(plan.minPasses(), plan.samples(), chances);
    }

    private void power(List<String> lines, Gate gate, RateClaim claim) {
        if (gate.rule() instanceof Rule.CasesLikeThese) {
            int least = Rates.leastTrialsToPass(claim, 0).orElse(Integer.MAX_VALUE);
            lines.add("%s%d cases of which all pass are the least that can show it; cases that differ take more"
                    .formatted(of(gate), least));
            return;
        }
        Optional<SequentialPlan> sequential = gate.sequential();
        StringJoiner chances = new StringJoiner(", ");
        chances.setEmptyValue("none below 1");
        for (double better : new double[] {0.03, 0.05, 0.08}) {
            double trueRate = claim.passRate() + better;
            if (trueRate < 1) {
                chances.add(sequential
                        .map(plan -> plan.prospect(trueRate))
                        .map(prospect -> String.format(
                                Locale.ROOT,
                                "%s at %s (%.0f samples)",
                                percent(prospect.pass()),
                                Wording.rate(trueRate),
                                prospect.expectedSamples()))
                        .orElseGet(() -> percent(Rates.chanceToPass(claim, gate.trials(), trueRate)) + " at "
                                + Wording.rate(trueRate)));
            }
        }
        lines.add("%schance to PASS%s at a true rate: %s"
                .formatted(of(gate), plan.perCase() ? " per case" : "", chances));
        double trueRate = claim.passRate() + 0.05;
        if (trueRate < 1) {
            lines.add("%sfor 80 %% at %s take %s"
                    .formatted(of(gate), Wording.rate(trueRate), enough(claim, trueRate, sequential.isPresent())));
        }
    }

    private String enough(RateClaim claim, double trueRate, boolean sequential) {
        OptionalInt fixed = Rates.leastTrialsForPower(claim, trueRate, POWER);
        if (fixed.isEmpty()) {
            return "more than 1,000,000 samples";
        }
        if (!sequential) {
            return fixed.getAsInt() + (plan.perCase() ? " samples per case" : " samples in all");
        }
        OptionalInt most = mostForPower(claim, trueRate, fixed.getAsInt());
        return most.isPresent()
                ? "maxTotalSamples = " + most.getAsInt()
                : "maxTotalSamples of more than " + fixed.getAsInt();
    }

    /** A look after every sample takes a few samples more than a fixed number of them. */
    static OptionalInt mostForPower(RateClaim claim, double trueRate, int fixed) {
        for (int most = fixed; most <= MOST_PLANNED; most += Math.max(1, most / 50)) {
            SequentialPlan planned = SequentialPlan.of(SequentialDesign.of(claim, most));
            if (planned.prospect(trueRate).pass() >= POWER) {
                return OptionalInt.of(most);
            }
        }
        return OptionalInt.empty();
    }

    /** The claim in words. */
    String words() {
        Optional<String> compared = plan.variants().map(VariantPlan::words).or(() -> plan.noWorseThan()
                .map(than ->
                        "at most %s worse than baseline \"%s\"".formatted(Wording.rate(than.margin()), than.name())));
        return plan.comparesAlone()
                ? compared.orElseThrow()
                : claimed() + compared.map(" and "::concat).orElse("");
    }

    private String claimed() {
        if (!plan.claimsARate()) {
            return plan.minPasses() > 0
                    ? "at least %d of %d in every case".formatted(plan.minPasses(), plan.samples())
                    : "every sample must pass";
        }
        List<String> claims = new ArrayList<>();
        plan.claim().ifPresent(claim -> claims.add("claim " + words(claim) + (plan.perCase() ? " of every case" : "")));
        plan.tagClaims()
                .forEach(tagged -> claims.add("claim %s of tag %s".formatted(words(tagged.claim()), tagged.tag())));
        return String.join(" and ", claims) + (plan.generalise() ? " for cases like these" : "");
    }

    static String words(RateClaim claim) {
        return Wording.rate(claim.passRate())
                + (claim.tolerance() > 0 ? " (tolerance %s)".formatted(Wording.rate(claim.tolerance())) : "");
    }

    /** The claim in a table's column. */
    String brief() {
        Optional<String> compared = plan.variants().map(VariantPlan::brief).or(() -> plan.noWorseThan()
                .map(than -> than.name() + " - " + Wording.rate(than.margin())));
        return plan.comparesAlone()
                ? compared.orElseThrow()
                : briefClaim() + compared.map(", "::concat).orElse("");
    }

    private String briefClaim() {
        if (!plan.claimsARate()) {
            return plan.minPasses() > 0 ? "%d of %d per case".formatted(plan.minPasses(), plan.samples()) : "all pass";
        }
        List<String> claims = new ArrayList<>();
        plan.claim().ifPresent(claim -> claims.add(brief(claim) + (plan.perCase() ? " per case" : "")));
        claims.addAll(plan.tagClaims().stream().map(PlanText::brief).collect(Collectors.toList()));
        return String.join(", ", claims) + (plan.generalise() ? ", like these" : "");
    }

    private static String brief(TagClaim tagged) {
        return tagged.tag() + " " + brief(tagged.claim());
    }

    private static String brief(RateClaim claim) {
        return Wording.rate(claim.passRate()) + (claim.tolerance() > 0 ? " - " + Wording.rate(claim.tolerance()) : "");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
