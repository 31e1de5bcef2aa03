package io.github.junitllm.judge;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.stats.Agreement;
import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.Estimate;
import io.github.junitllm.stats.JudgeCorrection;
import io.github.junitllm.stats.JudgeLabels;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.RateVerdict;
import io.github.junitllm.stats.Rates;
import io.github.junitllm.stats.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How a judge did on labelled answers, against its bars. Sensitivity and specificity are decided by exact one-sided bounds (Clopper and
 * Pearson) at 95 %, kappa by the normal approximation, as no exact one is known.
 *
 * @param labels what it said of answers that people had labelled
 * @param bars what it must reach
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record CalibratedJudge(JudgeLabels labels, JudgeBars bars) {

    private static final double CONFIDENCE = 0.95;
    /** Of each of two bounds that hold together with 0.95. */
    private static final double CONFIDENCE_OF_TWO = 0.975;

    private static final double NORMAL = 1.6448536269514722;

    private record Part(String words, RateVerdict verdict) {}

    /** Returns whether it may gate: PASS when every bar is shown to be reached and it is shown better than chance. */
    public RateVerdict verdict() {
        List<RateVerdict> verdicts = parts().stream().map(Part::verdict).toList();
        return verdicts.contains(RateVerdict.FAIL)
                ? RateVerdict.FAIL
                : verdicts.contains(RateVerdict.INCONCLUSIVE) || !shownBetterThanChance()
                        ? RateVerdict.INCONCLUSIVE
                        : RateVerdict.PASS;
    }

    /** Returns whether sensitivity + specificity is shown to exceed 1, by two exact bounds that hold together at 95 %. */
    public boolean shownBetterThanChance() {
        return labels.humanPasses() > 0
                && labels.humanFails() > 0
                && Rates.lowerBound(labels.truePositives(), labels.humanPasses(), CONFIDENCE_OF_TWO)
                                + Rates.lowerBound(labels.trueNegatives(), labels.humanFails(), CONFIDENCE_OF_TWO)
                        > 1;
    }

    /** Returns Cohen's kappa; empty when judge or people know one verdict only. */
    public Optional<Estimate> kappa() {
        return Agreement.cohenKappa(
                new int[][] {
                    {labels.truePositives(), labels.humanPasses() - labels.truePositives()},
                    {labels.humanFails() - labels.trueNegatives(), labels.trueNegatives()}
                },
                Agreement.Weights.NONE);
    }

    /** Returns what was measured against what is required. */
    public String words() {
        return String.join("; ", parts().stream().map(Part::words).toList());
    }

    /** Returns why it may not gate, with what that makes of a pass rate; empty when it may. */
    public Optional<String> unfit(Optional<Tally> judged) {
        if (verdict() == RateVerdict.PASS) {
            return Optional.empty();
        }
        List<String> missed = new ArrayList<>(parts().stream()
                .filter(part -> part.verdict() == verdict())
                .map(Part::words)
                .toList());
        if (!shownBetterThanChance()) {
            missed.add(chance());
        }
        return Optional.of((verdict() == RateVerdict.FAIL ? "judge unfit to gate: " : "judge not shown fit to gate: ")
                + String.join(", ", missed)
                + judged.map(tally -> "; " + rates(tally)).orElse(""));
    }

    /** Returns the raw pass rate and the corrected one (Rogan and Gladen). */
    public String rates(Tally judged) {
        return "pass rate raw %s, corrected %s"
                .formatted(
                        percent(judged.rate()),
                        shownBetterThanChance()
                                ? JudgeCorrection.estimate(judged, labels).stream()
                                        .mapToObj(CalibratedJudge::percent)
                                        .findFirst()
                                        .orElse("unknown")
                                : "refused");
    }

    private String chance() {
        return "sensitivity %s + specificity %s is not shown better than chance, so that no rate can be corrected"
                .formatted(
                        two(labels.sensitivity().orElse(0)),
                        two(labels.specificity().orElse(0)));
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(rate("passes", labels.truePositives(), labels.humanPasses(), "good", bars.sensitivity()));
        parts.add(rate("catches", labels.trueNegatives(), labels.humanFails(), "bad", bars.specificity()));
        bars.kappa().ifPresent(bar -> parts.add(kappa(bar)));
        return parts;
    }

    private static Part rate(String does, int right, int all, String kind, double bar) {
        if (all == 0) {
            return new Part("%s 0/0 %s, bar %s".formatted(does, kind, two(bar)), RateVerdict.INCONCLUSIVE);
        }
        Bounds bounds = Rates.bounds(right, all, CONFIDENCE);
        return new Part(
                "%s %d/%d %s (%s..%s), bar %s"
                        .formatted(does, right, all, kind, two(bounds.lower()), two(bounds.upper()), two(bar)),
                Rates.verdict(new RateClaim(bar, 0, CONFIDENCE), right, all));
    }

    private Part kappa(double bar) {
        Optional<Estimate> kappa = kappa();
        if (kappa.isEmpty()) {
            return new Part("kappa unknown, bar " + two(bar), RateVerdict.INCONCLUSIVE);
        }
        double half = NORMAL * kappa.get().standardError();
        double value = kappa.get().value();
        return new Part(
                "kappa %s (%s..%s), bar %s"
                        .formatted(two(value), two(value - half), two(Math.min(1, value + half)), two(bar)),
                value - half >= bar
                        ? RateVerdict.PASS
                        : value + half < bar ? RateVerdict.FAIL : RateVerdict.INCONCLUSIVE);
    }

    private static String two(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * rate);
    }
}
