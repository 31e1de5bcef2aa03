package io.github.junitllm.sampling;

import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.stats.RateClaim;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an eval's annotations ask for, checked by {@link PlanReader}. */
record Plan(
        int samples,
        int maxTotalSamples,
        int minPasses,
        Optional<RateClaim> claim,
        List<TagClaim> tagClaims,
        boolean perCase,
        boolean generalise,
        boolean stopsEarly,
        double maxErrorRate,
        Inconclusive inconclusive,
        Optional<Foreseen> foreseen,
        Optional<NoWorse> noWorseThan,
        Optional<VariantPlan> variants) {

    /** A claim about the cases that carry a tag. */
    record TagClaim(String tag, RateClaim claim) {}

    /** A comparison with the baseline of this name. */
    record NoWorse(String name, double margin, double confidence) {}

    static Plan of(Method test, LocalDate today) {
        return PlanReader.read(test, today);
    }

    static String label(Method test) {
        return test.getDeclaringClass().getSimpleName() + "." + test.getName() + "()";
    }

    /** Whether a failed sample decides by itself, so that it is shown red rather than aborted. */
    boolean everySampleMustPass() {
        return !claimsARate() && minPasses == 0 && !compares() && foreseen.isEmpty();
    }

    boolean claimsARate() {
        return claim.isPresent() || !tagClaims.isEmpty();
    }

    /** Whether a comparison has a say. */
    boolean compares() {
        return noWorseThan.isPresent() || variants.isPresent();
    }

    /** Whether nothing but a comparison decides. */
    boolean comparesAlone() {
        return compares() && !claimsARate() && minPasses == 0;
    }

    /** The goldens, under every set-up where there are several. */
    List<EvalCase> cases(List<GoldenCase> goldens) {
        return variants.map(setups -> setups.cases(goldens)).orElseGet(() -> EvalCase.of(goldens));
    }

    /** The most samples that one case can have. */
    int samplesPerCase(int cases) {
        return maxTotalSamples == 0 ? samples : (maxTotalSamples + cases - 1) / cases;
    }

    /** The samples in the order in which they run and count. */
    List<Sample> order(String test, List<EvalCase> cases) {
        boolean together = claimsARate() && !perCase;
        return together
                ? SampleOrder.byRounds(test, cases, maxTotalSamples == 0 ? samples * cases.size() : maxTotalSamples)
                : SampleOrder.byCase(cases, samples);
    }

    /** What decides, over the samples of {@link #order}. */
    List<Gate> gates(List<EvalCase> cases, List<Sample> order) {
        if (comparesAlone()) {
            return List.of(new Gate("", new Rule.EverySample(), order));
        }
        if (!claimsARate()) {
            return perCase(cases, order, new Rule.PassesNeeded(minPasses > 0 ? minPasses : samples));
        }
        if (perCase) {
            return perCase(cases, order, new Rule.TheseCases(claim.orElseThrow()));
        }
        Function<RateClaim, Rule> rule = generalise
                ? Rule.CasesLikeThese::new
                : maxTotalSamples > 0 ? Rule.AtMostSamples::new : Rule.TheseCases::new;
        List<Gate> gates = new ArrayList<>();
        claim.ifPresent(all -> variants.ifPresentOrElse(
                setups -> setups.setups()
                        .forEach(setup -> gates.add(new Gate(
                                setup.name(),
                                rule.apply(all),
                                order.stream()
                                        .filter(sample -> sample.evalCase().isOf(setup))
                                        .toList()))),
                () -> gates.add(new Gate("", rule.apply(all), order))));
        tagClaims.forEach(tagged -> gates.add(new Gate(
                tagged.tag(),
                rule.apply(tagged.claim()),
                order.stream()
                        .filter(sample -> sample.evalCase().tags().contains(tagged.tag()))
                        .toList())));
        return gates;
    }

    private static List<Gate> perCase(List<EvalCase> cases, List<Sample> order, Rule rule) {
        return cases.stream()
                .map(one -> new Gate(
                        one.id(),
                        rule,
                        order.stream()
                                .filter(sample -> sample.caseId().equals(one.id()))
                                .toList()))
                .toList();
    }
}
