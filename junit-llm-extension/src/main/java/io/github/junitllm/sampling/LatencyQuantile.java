package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.report.Wording;
import io.github.junitllm.sampling.Measured.Untimed;
import io.github.junitllm.stats.Quantiles;
import io.github.junitllm.stats.RateVerdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What {@link LatencyClaim} asks for. */
record LatencyQuantile(double percentile, int atMostMillis, double confidence) implements MeasuredClaim {

    @Override
    public String words() {
        return "%s of the calls' time at most %s".formatted(name(), millis(atMostMillis));
    }

    @Override
    public String brief() {
        return "%s %s".formatted(name(), millis(atMostMillis));
    }

    /** For example p95, or p99.9. */
    private String name() {
        return "p" + Wording.percentage(percentile);
    }

    @Override
    public Optional<String> infeasible(int cases, int samples) {
        if (Quantiles.upperRank(samples, percentile, confidence).isPresent()) {
            return Optional.empty();
        }
        OptionalInt least = Quantiles.leastSamplesForUpper(percentile, confidence);
        return Optional.of(
                "%s of the calls' time: this plan cannot PASS: not even the slowest of %d sample%s bounds it at %s %%; take at least %s samples in all, or a lower percentile or less confidence"
                        .formatted(
                                name(),
                                samples,
                                samples == 1 ? "" : "s",
                                Wording.percentage(confidence),
                                least.isPresent() ? String.valueOf(least.getAsInt()) : "1,000,000"));
    }

    @Override
    public MeasuredRuling judge(List<SampleResult> results) {
        List<Double> times = new ArrayList<>();
        Map<Untimed, Integer> untimed = new EnumMap<>(Untimed.class);
        for (SampleResult result : results) {
            Measured measured = result.measured();
            // The slowest calls of all are those that ended in an error.
            if (result.outcome().isScored() && measured.callMillis().isPresent()) {
                times.add(measured.callMillis().getAsDouble());
            } else {
                untimed.merge(
                        result.outcome().isScored() ? measured.untimed().orElse(Untimed.UNKNOWN) : Untimed.ERROR,
                        1,
                        Integer::sum);
            }
        }
        OptionalDouble upper = at(
                results.isEmpty() ? OptionalInt.empty() : Quantiles.upperRank(results.size(), percentile, confidence),
                times,
                results.size() - times.size(),
                Double.POSITIVE_INFINITY);
        OptionalDouble lower = at(
                results.isEmpty() ? OptionalInt.empty() : Quantiles.lowerRank(results.size(), percentile, confidence),
                times,
                results.size() - times.size(),
                Double.NEGATIVE_INFINITY);
        RateVerdict verdict = upper.orElse(Double.POSITIVE_INFINITY) <= atMostMillis
                ? RateVerdict.PASS
                : lower.orElse(0) > atMostMillis ? RateVerdict.FAIL : RateVerdict.INCONCLUSIVE;
        OptionalDouble estimate =
                times.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Quantiles.quantile(times, percentile));
        return new MeasuredRuling(
                verdict,
                results.size(),
                results.size() - times.size(),
                estimate,
                lower,
                upper,
                line(verdict, times.size(), estimate, lower, upper) + evidence(results) + untimed(untimed));
    }

    /** The time at a rank, from 1, where those that are not known take the place that speaks against what is to be shown. */
    private static OptionalDouble at(OptionalInt rank, List<Double> times, int unknown, double instead) {
        if (rank.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] sorted = DoubleStream.concat(
                        times.stream().mapToDouble(time -> time),
                        DoubleStream.generate(() -> instead).limit(unknown))
                .sorted()
                .toArray();
        double time = sorted[rank.getAsInt() - 1];
        return Double.isInfinite(time) ? OptionalDouble.empty() : OptionalDouble.of(time);
    }

    private String line(
            RateVerdict verdict, int timed, OptionalDouble estimate, OptionalDouble lower, OptionalDouble upper) {
        if (estimate.isEmpty()) {
            return "%s of the calls' time: %s, no sample has a time that says anything of a model, claim at most %s"
                    .formatted(name(), verdict, millis(atMostMillis));
        }
        return "%s of the calls' time: %s, %s over %d sample%s, one-sided %s %% bounds %s..%s, claim at most %s"
                .formatted(
                        name(),
                        verdict,
                        millis(estimate.getAsDouble()),
                        timed,
                        timed == 1 ? "" : "s",
                        Wording.percentage(confidence),
                        lower.isPresent() ? millis(lower.getAsDouble()) : "none",
                        upper.isPresent() ? millis(upper.getAsDouble()) : "none",
                        millis(atMostMillis));
    }

    private static String evidence(List<SampleResult> results) {
        boolean recorded = results.stream()
                .filter(result -> result.measured().callMillis().isPresent())
                .anyMatch(result ->
                        result.evidence().filter(kind -> kind != Evidence.LIVE).isPresent());
        return recorded ? "; times as recorded, not measured in this run" : "";
    }

    private static String untimed(Map<Untimed, Integer> untimed) {
        if (untimed.isEmpty()) {
            return "";
        }
        return "; too slow for PASS and fast for FAIL count "
                + untimed.entrySet().stream()
                        .map(entry -> "%d %s"
                                .formatted(entry.getValue(), entry.getKey().words()))
                        .collect(Collectors.joining(", "));
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 && millis != Math.rint(millis) ? "%.1f ms" : "%,.0f ms", millis);
    }

    @Override
    public void describe(ObjectNode line) {
        line.put("claim", "latency")
                .put("percentile", percentile)
                .put("at_most_millis", atMostMillis)
                .put("method", "order statistics, exact binomial, one-sided");
    }
}
