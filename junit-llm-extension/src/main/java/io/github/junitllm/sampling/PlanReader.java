package io.github.junitllm.sampling;

import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.match.ClosestName;
import io.github.junitllm.report.Printable;
import io.github.junitllm.report.Wording;
import io.github.junitllm.sampling.Plan.TagClaim;
import io.github.junitllm.stats.RateClaim;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads and checks the annotations of an eval: what is wrong is said before the first call, with what to write instead. */
final class PlanReader {

    static final int MOST_SAMPLES = 10_000;

    private static final double USUAL_CONFIDENCE = 0.95;
    private static final int MOST_DAYS = 366;
    private static final int EXAMPLE_DAYS = 60;
    private static final double USUAL_MARGIN = 0.10;

    private final String annotation;
    private final String test;

    private PlanReader(String annotation, Method test) {
        this.annotation = annotation;
        this.test = Plan.label(test);
    }

    static Plan read(Method test, LocalDate today) {
        LlmEval eval = AnnotationSupport.findAnnotation(test, LlmEval.class).orElseThrow();
        return new PlanReader("@LlmEval", test)
                .plan(eval, tagClaims(test), MeasuredClaims.of(test), foreseen(test, today), VariantPlan.of(test));
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new ExtensionConfigurationException("%s on %s: %s".formatted(annotation, test, what));
        }
    }

    private Plan plan(
            LlmEval eval,
            List<TagClaim> tagClaims,
            List<MeasuredClaim> measured,
            Optional<Foreseen> foreseen,
            Optional<VariantPlan> variants) {
        boolean claims = eval.passRate() < 1 || !tagClaims.isEmpty();
        boolean compares = !eval.noWorseThan().isEmpty();
        boolean measures = !measured.isEmpty();
        sampleCounts(eval);
        rate(eval);
        baseline(eval);
        require(
                !(claims && eval.minPasses() > 0),
                "passRate and minPasses contradict each other: a claim about the rate, or k of n per case; write one of them");
        require(
                eval.passRate() < 1
                        || (eval.tolerance() == 0
                                && (eval.confidence() == USUAL_CONFIDENCE || compares)
                                && !eval.perCase()),
                tagClaims.isEmpty()
                        ? "tolerance, confidence, perCase and inconclusive belong to a claim about the rate; write passRate with them, for example passRate = 0.9"
                        : "tolerance, confidence and perCase belong to the passRate of @LlmEval; a @Claim has its own tolerance and confidence");
        require(
                claims || compares || measures || variants.isPresent() || eval.inconclusive() == Inconclusive.FAIL,
                "tolerance, confidence, perCase and inconclusive belong to a claim about the rate; write passRate with them, for example passRate = 0.9");
        require(
                claims || (eval.maxTotalSamples() == 0 && (!eval.generalise() || measures) && eval.maxErrorRate() == 0),
                "maxTotalSamples, generalise and maxErrorRate belong to a claim about the rate; write passRate with them, for example passRate = 0.9, maxTotalSamples = 200");
        modes(eval, tagClaims);
        variants.ifPresent(setups -> beside(eval, tagClaims));
        return new Plan(
                eval.samples(),
                eval.maxTotalSamples(),
                eval.minPasses(),
                eval.passRate() < 1
                        ? Optional.of(new RateClaim(eval.passRate(), eval.tolerance(), eval.confidence()))
                        : Optional.empty(),
                tagClaims,
                eval.perCase(),
                eval.generalise(),
                eval.stopEarly() && !compares && !measures && variants.isEmpty(),
                eval.maxErrorRate(),
                eval.inconclusive(),
                foreseen,
                compares
                        ? Optional.of(new Plan.NoWorse(eval.noWorseThan(), eval.margin(), eval.confidence()))
                        : Optional.empty(),
                variants);
    }

    /** What has no meaning with several set-ups. */
    private void beside(LlmEval eval, List<TagClaim> tagClaims) {
        require(
                eval.noWorseThan().isEmpty(),
                "noWorseThan and @Variants contradict each other: a comparison with an earlier run, or of set-ups with each other; write two evals");
        require(
                eval.maxTotalSamples() == 0,
                "maxTotalSamples and @Variants contradict each other: a comparison needs every sample of every case; write samples instead");
        require(
                tagClaims.isEmpty(),
                "@Claim and @Variants contradict each other: a claim of the cases with a tag, or a comparison over all of them; write two evals");
    }

    private void baseline(LlmEval eval) {
        boolean compares = !eval.noWorseThan().isEmpty();
        require(
                !compares || eval.noWorseThan().matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}"),
                "noWorseThan = \"%s\", allowed are up to 100 letters, digits, dots, hyphens and underscores, not a dot first: it names a file; write for example noWorseThan = \"baseline\""
                        .formatted(Printable.text(eval.noWorseThan(), 100)));
        require(
                eval.margin() > 0 && eval.margin() < 1,
                "margin = %s, allowed are drops of the pass rate above 0 and below 1; write for example margin = 0.10"
                        .formatted(eval.margin()));
        require(
                compares || eval.margin() == USUAL_MARGIN,
                "margin belongs to a comparison with a baseline; write noWorseThan with it, for example noWorseThan = \"baseline\", margin = 0.05");
        require(
                !(compares && eval.maxTotalSamples() > 0),
                "noWorseThan and maxTotalSamples contradict each other: a comparison needs every sample of every case; write samples instead");
    }

    private void sampleCounts(LlmEval eval) {
        require(
                eval.samples() >= 1 && eval.samples() <= MOST_SAMPLES,
                "samples = %d, allowed are 1 to 10,000; write for example samples = 20".formatted(eval.samples()));
        require(
                eval.maxTotalSamples() >= 0 && eval.maxTotalSamples() <= MOST_SAMPLES,
                "maxTotalSamples = %d, allowed are 1 to 10,000 over all cases; write for example maxTotalSamples = 200"
                        .formatted(eval.maxTotalSamples()));
        require(
                eval.maxTotalSamples() == 0 || eval.samples() == 1,
                "samples = %d and maxTotalSamples = %d contradict each other: so many per case, or at most so many over all cases; write one of them"
                        .formatted(eval.samples(), eval.maxTotalSamples()));
        require(
                eval.minPasses() >= 0 && eval.minPasses() <= eval.samples(),
                "minPasses = %d, allowed are 1 to samples = %d; write for example samples = 5, minPasses = 4"
                        .formatted(eval.minPasses(), eval.samples()));
    }

    private void rate(LlmEval eval) {
        require(
                eval.passRate() > 0 && eval.passRate() <= 1,
                "passRate = %s, allowed are rates above 0 and below 1 (unset: every sample must pass); write for example passRate = 0.9"
                        .formatted(eval.passRate()));
        requireConfidence(eval.confidence());
        require(
                eval.tolerance() >= 0 && (eval.tolerance() == 0 || eval.tolerance() < eval.passRate()),
                "tolerance = %s, allowed are 0 to below passRate = %s; write for example passRate = 0.9, tolerance = 0.05"
                        .formatted(eval.tolerance(), eval.passRate()));
        require(
                eval.maxErrorRate() >= 0 && eval.maxErrorRate() < 0.5,
                "maxErrorRate = %s, allowed are 0 to below 0.5; write for example maxErrorRate = 0.02"
                        .formatted(eval.maxErrorRate()));
    }

    private void requireConfidence(double confidence) {
        require(
                confidence >= 0.5 && confidence < 1,
                "confidence = %s, allowed are 0.5 to below 1; write for example confidence = 0.95"
                        .formatted(confidence));
    }

    private void modes(LlmEval eval, List<TagClaim> tagClaims) {
        require(
                !(eval.perCase() && !tagClaims.isEmpty()),
                "perCase and @Claim contradict each other: a claim of every case, or of the cases with a tag; write one of them");
        require(
                !(eval.perCase() && eval.maxTotalSamples() > 0),
                "perCase and maxTotalSamples contradict each other: a claim of every case needs samples per case; write samples instead");
        require(
                !(eval.perCase() && eval.generalise()),
                "perCase and generalise contradict each other: a claim of every case here, or of cases like these; write one of them");
        require(
                !(eval.generalise() && eval.maxTotalSamples() > 0),
                "generalise and maxTotalSamples contradict each other: how cases differ is known only at the end; write samples instead");
        require(
                eval.stopEarly() || eval.maxTotalSamples() == 0,
                "stopEarly = false and maxTotalSamples contradict each other: a plan with a look after every sample ends where it is decided; write samples instead");
    }

    private static List<TagClaim> tagClaims(Method test) {
        PlanReader reader = new PlanReader("@Claim", test);
        Set<String> tags = new HashSet<>();
        List<TagClaim> claims = new ArrayList<>();
        for (Claim claim : AnnotationSupport.findRepeatableAnnotations(test, Claim.class)) {
            reader.require(!claim.tag().isBlank(), "the tag is blank; write for example tag = \"attack\"");
            reader.require(
                    tags.add(claim.tag()),
                    "the tag \"%s\" stands in two claims; write one of them".formatted(claim.tag()));
            reader.require(
                    claim.passRate() > 0 && claim.passRate() < 1,
                    "passRate = %s, allowed are rates above 0 and below 1; write for example passRate = 0.98"
                            .formatted(claim.passRate()));
            reader.requireConfidence(claim.confidence());
            reader.require(
                    claim.tolerance() >= 0 && claim.tolerance() < claim.passRate(),
                    "tolerance = %s, allowed are 0 to below passRate = %s; write for example passRate = 0.9, tolerance = 0.05"
                            .formatted(claim.tolerance(), claim.passRate()));
            claims.add(
                    new TagClaim(claim.tag(), new RateClaim(claim.passRate(), claim.tolerance(), claim.confidence())));
        }
        return claims;
    }

    private static Optional<Foreseen> foreseen(Method test, LocalDate today) {
        Optional<ExpectedVerdict> expected = AnnotationSupport.findAnnotation(test, ExpectedVerdict.class);
        Optional<KnownRed> known = AnnotationSupport.findAnnotation(test, KnownRed.class);
        new PlanReader("@KnownRed", test)
                .require(
                        expected.isEmpty() || known.isEmpty(),
                        "@ExpectedVerdict stands beside it: a verdict that stays, or one that is red for now; write one of them");
        return known.isPresent()
                ? known.map(annotation -> until(test, annotation, today))
                : expected.map(annotation -> always(test, annotation));
    }

    private static Foreseen always(Method test, ExpectedVerdict verdict) {
        PlanReader reader = new PlanReader("@ExpectedVerdict", test);
        reader.require(
                verdict.value() != Verdict.PASS && verdict.value() != Verdict.NONE,
                "value = %s, allowed are FAIL, INCONCLUSIVE and ERROR; leave the annotation out when the eval passes"
                        .formatted(verdict.value()));
        reader.require(
                !verdict.reason().isBlank(),
                "the reason is blank; write why the verdict is expected, for example reason = \"prompt v2 is not in yet\"");
        return new Foreseen.Always(verdict.value(), verdict.reason());
    }

    private static Foreseen until(Method test, KnownRed known, LocalDate today) {
        PlanReader reader = new PlanReader("@KnownRed", test);
        reader.require(
                !known.reason().isBlank(),
                "the reason is blank; write why it is red and who mends it, for example reason = \"REF-12, the new policy is not in yet\"");
        LocalDate until;
        try {
            until = LocalDate.parse(known.until());
        } catch (DateTimeParseException e) {
            throw new ExtensionConfigurationException(
                    "@KnownRed on %s: until = \"%s\": expected a day as ISO 8601 writes it; write for example until = \"%s\""
                            .formatted(Plan.label(test), known.until(), today.plusDays(EXAMPLE_DAYS)),
                    e);
        }
        reader.require(
                !until.isAfter(today.plusDays(MOST_DAYS)),
                "until = \"%s\" is more than 366 days ahead, and what is red for so long is not for now; write @ExpectedVerdict, or an earlier day"
                        .formatted(until));
        return new Foreseen.Until(until, today, known.reason(), known.flaky());
    }

    /** What only the goldens can tell. */
    static void check(Method test, Plan plan, List<GoldenCase> cases) {
        new PlanReader("@LlmEval", test)
                .require(
                        plan.maxTotalSamples() == 0 || plan.maxTotalSamples() >= cases.size(),
                        "maxTotalSamples = %d, but there are %d cases, and each must have its turn; write at least maxTotalSamples = %d"
                                .formatted(plan.maxTotalSamples(), cases.size(), cases.size()));
        if (plan.tagClaims().isEmpty()) {
            return;
        }
        PlanReader reader = new PlanReader("@Claim", test);
        Set<String> tags = new LinkedHashSet<>();
        cases.forEach(golden -> tags.addAll(golden.tags()));
        plan.tagClaims()
                .forEach(claim -> reader.require(
                        tags.contains(claim.tag()),
                        "no case has the tag \"%s\"%s"
                                .formatted(claim.tag(), ClosestName.hint(claim.tag(), List.copyOf(tags)))));
        List<String> unclaimed = cases.stream()
                .filter(golden -> plan.tagClaims().stream()
                        .noneMatch(claim -> golden.tags().contains(claim.tag())))
                .map(GoldenCase::id)
                .toList();
        reader.require(
                plan.claim().isPresent() || unclaimed.isEmpty(),
                "%d case%s would decide nothing, since no claim speaks of their tags: %s; claim their tag too, or a passRate of all cases in @LlmEval"
                        .formatted(unclaimed.size(), unclaimed.size() == 1 ? "" : "s", Wording.some(unclaimed)));
    }
}
