package io.github.junitllm.sampling;

import io.github.junitllm.report.Printable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads and checks {@link MeanClaim} and {@link LatencyClaim} of an eval. */
final class MeasuredClaims {

    private final String annotation;
    private final Method test;

    private MeasuredClaims(String annotation, Method test) {
        this.annotation = annotation;
        this.test = test;
    }

    static List<MeasuredClaim> of(Method test) {
        LlmEval eval = AnnotationSupport.findAnnotation(test, LlmEval.class).orElseThrow();
        List<MeasuredClaim> claims = new ArrayList<>();
        MeasuredClaims means = new MeasuredClaims("@MeanClaim", test);
        Set<String> names = new HashSet<>();
        for (MeanClaim claim : AnnotationSupport.findRepeatableAnnotations(test, MeanClaim.class)) {
            means.require(
                    names.add(claim.value()),
                    "the score \"%s\" stands in two claims; write one of them".formatted(claim.value()));
            claims.add(means.mean(claim, eval));
        }
        MeasuredClaims latencies = new MeasuredClaims("@LatencyClaim", test);
        Set<Double> percentiles = new HashSet<>();
        for (LatencyClaim claim : AnnotationSupport.findRepeatableAnnotations(test, LatencyClaim.class)) {
            latencies.require(
                    percentiles.add(claim.percentile()),
                    "percentile = %s stands in two claims; write one of them".formatted(claim.percentile()));
            claims.add(latencies.latency(claim, eval));
        }
        return List.copyOf(claims);
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new ExtensionConfigurationException("%s on %s: %s".formatted(annotation, Plan.label(test), what));
        }
    }

    private void takesAllSamples(LlmEval eval, double confidence) {
        require(
                confidence >= 0.5 && confidence < 1,
                "confidence = %s, allowed are 0.5 to below 1; write for example confidence = 0.95"
                        .formatted(confidence));
        require(
                eval.maxTotalSamples() == 0,
                "it contradicts maxTotalSamples of @LlmEval: these bounds need every sample of every case; write samples instead");
        require(
                !AnnotationSupport.isAnnotated(test, Variants.class),
                "it contradicts @Variants: numbers of several set-ups together say nothing of any; write an eval of its own for it");
    }

    private MeanOfScores mean(MeanClaim claim, LlmEval eval) {
        require(
                !claim.value().isBlank() && claim.value().length() <= 100,
                "the name of the score is \"%s\", expected 1 to 100 characters, not blank; write for example @MeanClaim(value = \"politeness\", atLeast = 4, low = 1, high = 5)"
                        .formatted(Printable.text(claim.value(), 100)));
        require(
                Double.isFinite(claim.low()) && Double.isFinite(claim.high()) && claim.low() < claim.high(),
                "low = %s, high = %s, expected two finite numbers, the lower one first; write for example low = 1, high = 5"
                        .formatted(claim.low(), claim.high()));
        require(
                claim.atLeast() > claim.low() && claim.atLeast() < claim.high(),
                "atLeast = %s, allowed are means above low = %s and below high = %s; write the scale too, for example atLeast = 4, low = 1, high = 5"
                        .formatted(claim.atLeast(), claim.low(), claim.high()));
        takesAllSamples(eval, claim.confidence());
        require(
                Stream.of(test.getParameterTypes()).anyMatch(type -> type == Scores.class),
                "no parameter takes Scores, so that no sample can report \"%s\"; add the parameter Scores scores, and call scores.add(\"%s\", ...)"
                        .formatted(claim.value(), claim.value()));
        return new MeanOfScores(
                claim.value(), claim.atLeast(), claim.low(), claim.high(), claim.confidence(), eval.generalise());
    }

    private LatencyQuantile latency(LatencyClaim claim, LlmEval eval) {
        require(
                claim.percentile() > 0 && claim.percentile() < 1,
                "percentile = %s, allowed are shares above 0 and below 1; write for example percentile = 0.95"
                        .formatted(claim.percentile()));
        require(
                claim.atMostMillis() >= 1,
                "atMostMillis = %d, allowed are 1 or more; write for example atMostMillis = 2_000"
                        .formatted(claim.atMostMillis()));
        takesAllSamples(eval, claim.confidence());
        return new LatencyQuantile(claim.percentile(), claim.atMostMillis(), claim.confidence());
    }
}
