package io.github.junitllm.baseline;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.compare.PairedCases;
import io.github.junitllm.report.Wording;
import io.github.junitllm.stats.StabilisedDifference;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The words of a comparison with a baseline. */
@API(status = INTERNAL, since = "0.1")
public final class BaselineText {

    private BaselineText() {}

    /** Returns what was compared, what differs, and what was left out; one finding a line. */
    public static List<String> lines(BaselineComparison comparison, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("baseline: %s"
                .formatted(comparison.error().map("ERROR, "::concat).orElseGet(() -> result(comparison))));
        add(lines, "newly failing", comparison.paired().lower());
        add(lines, "newly passing", comparison.paired().higher());
        add(lines, "only in the baseline", comparison.missing());
        add(lines, "not in the baseline", comparison.fresh());
        add(lines, "left out of the pairs, samples ended in errors", comparison.broken());
        add(lines, "left out of the pairs, same recordings as the baseline", comparison.same());
        lines.add(about(comparison, now));
        return lines;
    }

    private static void add(List<String> lines, String what, List<String> cases) {
        if (!cases.isEmpty()) {
            lines.add("%s: %s".formatted(what, Wording.some(cases)));
        }
    }

    private static String result(BaselineComparison comparison) {
        int pairs = comparison.paired().pairs().size();
        Optional<StabilisedDifference> difference = comparison.paired().difference();
        return "%s, %s"
                .formatted(
                        comparison.verdict(),
                        difference
                                .map(found -> String.format(
                                        Locale.ROOT,
                                        "mean difference %+.3f over %d cases, one-sided %s %% lower bound %+.3f, allowed -%s; sign flip p = %.4f",
                                        found.mean(),
                                        pairs,
                                        Wording.percentage(comparison.rule().confidence()),
                                        found.lower().orElseThrow(),
                                        Wording.rate(comparison.rule().margin()),
                                        comparison.paired().worse().orElse(1)))
                                .orElse("%d case%s in common, and fewer than 2 show nothing"
                                        .formatted(pairs, pairs == 1 ? "" : "s")));
    }

    private static String about(BaselineComparison comparison, Instant now) {
        Baseline then = comparison.baseline();
        Baseline current = comparison.current();
        List<String> differs = new ArrayList<>();
        if (!then.models().equals(current.models())) {
            differs.add("model served (%s -> %s)"
                    .formatted(String.join(", ", then.models()), String.join(", ", current.models())));
        }
        if (then.samplesPerCase() != current.samplesPerCase()) {
            differs.add("samples per case (%d -> %d)".formatted(then.samplesPerCase(), current.samplesPerCase()));
        }
        long changed = then.cases().entrySet().stream()
                .filter(one -> otherMessages(one.getValue(), current.cases().get(one.getKey())))
                .count();
        if (changed > 0) {
            differs.add("messages of the first call (%d case%s)".formatted(changed, changed == 1 ? "" : "s"));
        }
        if (!then.judges().equals(current.judges())) {
            differs.add("judges");
        }
        long days = Math.max(0, Duration.between(then.writtenAt(), now).toDays());
        return "the baseline is of %s (%d day%s old), %d samples, evidence %s; %s"
                .formatted(
                        LocalDate.ofInstant(then.writtenAt(), ZoneOffset.UTC),
                        days,
                        days == 1 ? "" : "s",
                        then.samples(),
                        then.evidence(),
                        differs.isEmpty()
                                ? "same model served, messages and samples per case"
                                : "the run differs in " + String.join(", ", differs));
    }

    private static boolean otherMessages(BaselineCase then, @Nullable BaselineCase now) {
        return now != null && !now.messages().equals(then.messages());
    }

    /** Returns why a system that has not changed could not pass with so many cases in common, and what would do. */
    public static Optional<String> infeasible(int pairs, double margin, double confidence) {
        OptionalInt least = PairedCases.leastPairs(0, -margin, confidence);
        if (least.isPresent() && pairs >= least.getAsInt()) {
            return Optional.empty();
        }
        String reach = pairs < 2
                ? "%d case%s in common with the baseline show%s nothing"
                        .formatted(pairs, pairs == 1 ? "" : "s", pairs == 1 ? "s" : "")
                : String.format(
                        Locale.ROOT,
                        "%d cases in common with the baseline, none of which differs, would show a drop of at most %.3f at %s %%, the margin is %s",
                        pairs,
                        Math.min(1, -PairedCases.lowerBound(0, pairs, confidence)),
                        Wording.percentage(confidence),
                        Wording.rate(margin));
        return Optional.of("this comparison cannot PASS: %s; %s"
                .formatted(
                        reach,
                        least.isPresent()
                                ? "take at least %d cases, more margin or less confidence".formatted(least.getAsInt())
                                : "10,000 cases are not enough; take more margin or less confidence"));
    }
}
