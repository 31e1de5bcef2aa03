package io.github.junitllm.sampling;

import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.stats.RateClaim;
import java.lang.reflect.Method;
import java.time.Clock;
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
        Optional<ExpectedVerdict> expected,
        Optional<KnownRedTerm> knownRed) {

    /** A claim about the cases that carry a tag. */
    record TagClaim(String tag, RateClaim claim) {}

    static Plan of(Method test, Clock clock) {
        return PlanReader.read(test, clock);
    }

    static String label(Method test) {
        return test.getDeclaringClass().getSimpleName() + "." + test.getName() + "()";
    }

    /** Whether a failed sample decides by itself, so that it is shown red rather than aborted. */
    boolean everySampleMustPass() {
        return !claimsARate() && minPasses == 0 && expected.isEmpty() && !isKnownRed();
    }

    private boolean isKnownRed() {
        return knownRed.filter(KnownRedTerm::lasts).isPresent();
    }

    boolean claimsARate() {
        return claim.isPresent() || !tagClaims.isEmpty();
    }

    /** The most samples that one case can have. */
    int samplesPerCase(int cases) {
        return maxTotalSamples == 0 ? samples : (maxTotalSamples + cases - 1) / cases;
    }

    /** The samples in the order in which they run and count. */
    List<Sample> order(String test, List<GoldenCase> cases) {
        boolean together = claimsARate() && !perCase;
        return together
                ? SampleOrder.byRounds(test, cases, maxTotalSamples == 0 ? samples * cases.size() : maxTotalSamples)
                : SampleOrder.byCase(cases, samples);
    }

    /** What decides, over the samples of {@link #order}. */
    List<Gate> gates(List<GoldenCase> cases, List<Sample> order) {
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
        claim.ifPresent(all -> gates.add(new Gate("", rule.apply(all), order)));
        tagClaims.forEach(tagged -> gates.add(new Gate(
                tagged.tag(),
                rule.apply(tagged.claim()),
                order.stream()
                        .filter(sample -> sample.golden().tags().contains(tagged.tag()))
                        .toList())));
        return gates;
    }

    private static List<Gate> perCase(List<GoldenCase> cases, List<Sample> order, Rule rule) {
        return cases.stream()
                .map(golden -> new Gate(
                        golden.id(),
                        rule,
                        order.stream()
                                .filter(sample -> sample.caseId().equals(golden.id()))
                                .toList()))
                .toList();
    }
}
