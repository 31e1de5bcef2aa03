package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.compare.CaseScore;
import io.github.junitllm.compare.PairedCases;
import io.github.junitllm.report.Wording;
import io.github.junitllm.stats.RateVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares the set-ups of an eval with its reference, after the last sample. */
final class VariantsGate {

    private final EvalRun run;
    private final VariantPlan plan;
    private List<SetupFigures> figures = List.of();
    private List<Compared> compared = List.of();
    private boolean isPart;

    /** One candidate beside the reference; cases whose samples ended in errors make no pair. */
    private record Compared(Variant candidate, PairedCases paired, RateVerdict verdict, List<String> broken) {}

    VariantsGate(EvalRun run, VariantPlan plan) {
        this.run = run;
        this.plan = plan;
    }

    /** Why calls would be paid for nothing. */
    Optional<String> infeasible() {
        return plan.infeasible(run.goldens());
    }

    /** The verdict of the samples and of the comparison together. */
    Ruling judge(Ruling ruling, List<SampleResult> results) {
        figures = plan.setups().stream()
                .map(setup -> SetupFigures.of(setup, tally(setup, ruling), of(setup, results)))
                .toList();
        isPart = ruling.verdict() == Verdict.NONE;
        if (isPart || ruling.verdict() == Verdict.DRAFT) {
            return ruling;
        }
        compared =
                plan.candidates().stream().map(setup -> compare(setup, ruling)).toList();
        Ruling worst = ruling;
        for (Compared one : compared) {
            worst = worst.and(Verdict.valueOf(one.verdict().name()));
        }
        return worst;
    }

    private List<SampleResult> of(Variant setup, List<SampleResult> results) {
        return results.stream()
                .filter(result -> run.evalCase(result.caseId()).isOf(setup))
                .toList();
    }

    private Tally tally(Variant setup, Ruling ruling) {
        return run.cases().stream()
                .filter(one -> one.isOf(setup))
                .map(one -> tally(one.id(), ruling))
                .reduce(Tally.NONE, Tally::plus);
    }

    private static Tally tally(String id, Ruling ruling) {
        return ruling.perCase().getOrDefault(id, Tally.NONE);
    }

    private Compared compare(Variant candidate, Ruling ruling) {
        List<PairedCases.Pair> pairs = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        run.cases().stream().filter(one -> one.isOf(candidate)).forEach(one -> {
            String id = one.golden().id();
            CaseScore score = tally(one.id(), ruling).score();
            CaseScore reference =
                    tally(EvalCase.id(plan.reference().name(), id), ruling).score();
            if (reference.comparable() && score.comparable()) {
                pairs.add(new PairedCases.Pair(id, score, reference));
            } else {
                broken.add(id);
            }
        });
        PairedCases paired = PairedCases.of(pairs, plan.confidence());
        return new Compared(candidate, paired, plan.verdict(paired), broken);
    }

    /** The rate of each set-up, the reference first. */
    String rates() {
        return figures.stream().map(SetupFigures::rate).collect(Collectors.joining(", "));
    }

    /** The same for a table's column. */
    String briefRates() {
        return figures.stream().map(SetupFigures::briefRate).collect(Collectors.joining(", "));
    }

    /** The bounds of the differences for a table's column. */
    String briefBounds() {
        String bounds = compared.stream()
                .map(one -> one.paired()
                        .difference()
                        .map(difference -> String.format(
                                Locale.ROOT,
                                "%+.3f..%+.3f",
                                difference.lower().orElseThrow(),
                                difference.upper().orElseThrow()))
                        .orElse("-"))
                .collect(Collectors.joining(", "));
        return bounds.isEmpty() ? "-" : bounds;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (isPart) {
            lines.add("variants: only a part of the samples was selected, so nothing was compared");
        }
        compared.forEach(one -> {
            lines.add(words(one));
            add(lines, one, "worse", one.paired().lower());
            add(lines, one, "better", one.paired().higher());
            add(lines, one, "left out of the pairs, samples ended in errors", one.broken());
        });
        figures.forEach(figure -> figure.words(figures.get(0)).ifPresent(lines::add));
        return lines;
    }

    private static void add(List<String> lines, Compared one, String what, List<String> cases) {
        if (!cases.isEmpty()) {
            lines.add("%s %s: %s".formatted(one.candidate().name(), what, Wording.some(cases)));
        }
    }

    private String words(Compared one) {
        int pairs = one.paired().pairs().size();
        String differing = one.paired()
                .difference()
                .map(difference -> String.format(
                        Locale.ROOT,
                        "mean difference %+.3f over %d cases, one-sided %s %% bounds %+.3f..%+.3f, required more than %s%s",
                        difference.mean(),
                        pairs,
                        Wording.percentage(plan.confidence()),
                        difference.lower().orElseThrow(),
                        difference.upper().orElseThrow(),
                        VariantPlan.signed(plan.required()),
                        plan.asksForGain()
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "; sign flip p = %.4f",
                                        one.paired().worse().orElse(1))))
                .orElse("%d case%s in common, and fewer than 2 show nothing".formatted(pairs, pairs == 1 ? "" : "s"));
        return "%s against %s: %s, %s"
                .formatted(one.candidate().name(), plan.reference().name(), one.verdict(), differing);
    }

    void describe(ObjectNode line) {
        ObjectNode out = line.putObject("variants")
                .put("reference", plan.reference().name())
                .put(plan.asksForGain() ? "better_by" : "margin", Math.abs(plan.required()))
                .put("confidence", plan.confidence())
                .put(
                        "method",
                        "stabilised paired bounds" + (plan.asksForGain() ? "" : ", sign flip by case") + ", one-sided");
        ArrayNode setups = out.putArray("setups");
        figures.forEach(figure -> figure.describe(setups.addObject()));
        ArrayNode comparisons = out.putArray("comparisons");
        compared.forEach(one -> {
            ObjectNode node = comparisons
                    .addObject()
                    .put("variant", one.candidate().name())
                    .put("verdict", one.verdict().name())
                    .put("pairs", one.paired().pairs().size());
            one.paired().difference().ifPresent(difference -> node.put("difference", difference.mean())
                    .put("lower", difference.lower().orElseThrow())
                    .put("upper", difference.upper().orElseThrow()));
            one.paired().worse().ifPresent(p -> node.put("p", p));
            one.paired().lower().forEach(node.putArray("worse")::add);
            one.paired().higher().forEach(node.putArray("better")::add);
            one.broken().forEach(node.putArray("broken")::add);
        });
    }
}
