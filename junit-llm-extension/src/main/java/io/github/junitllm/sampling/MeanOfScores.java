package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.report.Wording;
import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.RateVerdict;
import io.github.junitllm.stats.Rates;
import io.github.junitllm.stats.StabilisedMeans;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What {@link MeanClaim} asks for. */
record MeanOfScores(String score, double atLeast, double low, double high, double confidence, boolean generalise)
        implements MeasuredClaim {

    @Override
    public String words() {
        return "mean of %s at least %s%s".formatted(score, number(atLeast), generalise ? " for cases like these" : "");
    }

    @Override
    public String brief() {
        return "%s %s".formatted(score, number(atLeast));
    }

    /** The claim with the score as a share of its scale. */
    private RateClaim share() {
        return new RateClaim(share(atLeast), 0, confidence);
    }

    private double share(double value) {
        BigDecimal least = BigDecimal.valueOf(low);
        return BigDecimal.valueOf(value).subtract(least).doubleValue()
                / BigDecimal.valueOf(high).subtract(least).doubleValue();
    }

    private double value(double share) {
        return low + share * (high - low);
    }

    @Override
    public Optional<String> infeasible(int cases, int samples) {
        RateClaim claim = share();
        int counted = generalise ? cases : samples;
        if (Rates.criticalCounts(claim, counted).passAtLeast().isPresent()) {
            return Optional.empty();
        }
        String what = generalise ? "case" : "sample";
        OptionalInt least = Rates.leastTrialsToPass(claim, 0);
        return Optional.of(
                "mean of %s: this plan cannot PASS: %d %s%s that all score %s would show a mean of %s at %s %%, the claim needs %s; %s, or take less confidence"
                        .formatted(
                                score,
                                counted,
                                what,
                                counted == 1 ? "" : "s",
                                number(high),
                                number(value(Rates.lowerBound(counted, counted, confidence))),
                                Wording.percentage(confidence),
                                number(atLeast),
                                least.isPresent()
                                        ? "take at least %d %ss in all".formatted(least.getAsInt(), what)
                                        : "claim less"));
    }

    @Override
    public MeasuredRuling judge(List<SampleResult> results) {
        // What ended in an error counts for nothing, as in the rate.
        List<SampleResult> scored =
                results.stream().filter(result -> result.outcome().isScored()).toList();
        List<Double> known =
                scored.stream().flatMap(result -> of(result).stream()).toList();
        int without = scored.size() - known.size();
        RateClaim claim = share();
        if (known.isEmpty()) {
            return ruling(claim.verdict(new Bounds(0, 1)), scored.size(), without, OptionalDouble.empty(), List.of());
        }
        double mean = known.stream().mapToDouble(value -> value).average().orElseThrow();
        Bounds bounds = new Bounds(bounds(scored, 0).lower(), bounds(scored, 1).upper());
        return ruling(
                claim.verdict(bounds),
                scored.size(),
                without,
                OptionalDouble.of(mean),
                List.of(value(bounds.lower()), value(bounds.upper())));
    }

    /** The score of a sample; a line to resume from may hold anything. */
    private Optional<Double> of(SampleResult result) {
        return Optional.ofNullable(result.measured().scores().get(score))
                .filter(value -> value >= low && value <= high);
    }

    /** A sample without the score gets the share that speaks against what is to be shown. */
    private Bounds bounds(List<SampleResult> scored, double missing) {
        Map<String, List<Double>> perCase = new LinkedHashMap<>();
        List<Double> all = new ArrayList<>();
        for (SampleResult result : scored) {
            double share = of(result).map(this::share).orElse(missing);
            all.add(share);
            perCase.computeIfAbsent(result.caseId(), id -> new ArrayList<>()).add(share);
        }
        List<Double> means = perCase.values().stream()
                .map(shares ->
                        shares.stream().mapToDouble(share -> share).average().orElseThrow())
                .toList();
        return StabilisedMeans.mean(generalise ? means : all, OptionalInt.of(all.size()), confidence)
                .bounds();
    }

    private MeasuredRuling ruling(
            RateVerdict verdict, int samples, int without, OptionalDouble mean, List<Double> bounds) {
        String missing = without == 0
                ? ""
                : "; %d of %d samples failed before they reported it, and count as %s for PASS and as %s for FAIL"
                        .formatted(without, samples, number(low), number(high));
        String line = mean.isEmpty()
                ? "mean of %s: %s, no sample has reported it".formatted(score, verdict)
                : "mean of %s: %s, %s over %d sample%s, one-sided %s %% bounds %s..%s, claim at least %s on a scale of %s..%s%s"
                        .formatted(
                                score,
                                verdict,
                                number(mean.getAsDouble()),
                                samples - without,
                                samples - without == 1 ? "" : "s",
                                Wording.percentage(confidence),
                                number(bounds.get(0)),
                                number(bounds.get(1)),
                                number(atLeast),
                                number(low),
                                number(high),
                                missing);
        return new MeasuredRuling(
                verdict,
                samples,
                without,
                mean,
                bounds.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(bounds.get(0)),
                bounds.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(bounds.get(1)),
                line);
    }

    /** Up to three decimals. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    @Override
    public void describe(ObjectNode line) {
        line.put("claim", "mean")
                .put("score", score)
                .put("at_least", atLeast)
                .put("low", low)
                .put("high", high)
                .put(
                        "method",
                        generalise ? "stabilised case means, one-sided" : "clopper-pearson of the scale, one-sided");
    }
}
