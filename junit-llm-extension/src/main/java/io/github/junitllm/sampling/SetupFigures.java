package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.budget.Amount;
import io.github.junitllm.stats.Quantiles;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the samples of one set-up gave and took, as measured when they were called.
 *
 * @param setup the set-up
 * @param tally of its samples
 * @param cost of their calls
 * @param millis times of the samples of which every call has one: the sum over the calls, from request to last byte
 */
record SetupFigures(Variant setup, Tally tally, Cost cost, List<Double> millis) {

    private static final double MOST = 0.95;

    static SetupFigures of(Variant setup, Tally tally, List<SampleResult> results) {
        Cost cost = results.stream()
                .flatMap(result -> result.calls().stream())
                .map(CallTrace::cost)
                .reduce(Cost.NOTHING, Cost::plus);
        List<Double> millis = new ArrayList<>();
        results.forEach(result -> millis(result).ifPresent(millis::add));
        return new SetupFigures(setup, tally, cost, List.copyOf(millis));
    }

    private static OptionalDouble millis(SampleResult result) {
        double sum = 0;
        for (CallTrace call : result.calls()) {
            OptionalDouble total = call.millis();
            if (total.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += total.getAsDouble();
        }
        return result.calls().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }

    String rate() {
        return "%s %s (%d of %d%s)"
                .formatted(
                        setup.name(),
                        briefRate(),
                        tally.passed(),
                        tally.scored(),
                        tally.unsure() == 0 ? "" : ", %d unsure".formatted(tally.unsure()));
    }

    String briefRate() {
        return tally.scored() == 0 ? "-" : String.format(Locale.ROOT, "%.3f", (double) tally.passed() / tally.scored());
    }

    /** What a sample took, in itself and against the reference; empty where no call was answered. */
    Optional<String> words(SetupFigures reference) {
        if (cost.amount().calls() == 0) {
            return Optional.empty();
        }
        boolean compares = !setup.isReference();
        return Optional.of("%s per sample: %s, %s, %s, %s"
                .formatted(
                        setup.name(),
                        number(perSample(cost.amount().calls()))
                                + (cost.amount().calls() == tally.ran() ? " call" : " calls"),
                        hasTokens()
                                ? number(tokensPerSample()) + " tokens"
                                        + (compares ? times(tokensPerSample(), reference.tokens()) : "")
                                : "tokens unknown",
                        hasUsd()
                                ? Amount.usd(usd()) + (compares ? times(usd().doubleValue(), reference.dollars()) : "")
                                : "cost unknown",
                        time(compares ? reference.median() : OptionalDouble.empty())));
    }

    private String time(OptionalDouble reference) {
        OptionalDouble median = median();
        return median.isEmpty()
                ? "time unknown"
                : String.format(
                        Locale.ROOT,
                        "median %.0f ms%s, 95th percentile %.0f ms",
                        median.getAsDouble(),
                        times(median.getAsDouble(), reference),
                        Quantiles.quantile(millis, MOST));
    }

    private OptionalDouble median() {
        return millis.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Quantiles.quantile(millis, 0.5));
    }

    private static String times(double value, OptionalDouble reference) {
        return reference.isEmpty() || reference.getAsDouble() == 0
                ? ""
                : String.format(Locale.ROOT, " (x%.2f)", value / reference.getAsDouble());
    }

    private boolean hasTokens() {
        return cost.untold() == 0;
    }

    private boolean hasUsd() {
        return cost.unpriced() == 0;
    }

    private double perSample(long sum) {
        return (double) sum / tally.ran();
    }

    private double tokensPerSample() {
        return perSample(cost.amount().tokens());
    }

    private BigDecimal usd() {
        return cost.amount().usd().divide(BigDecimal.valueOf(tally.ran()), MathContext.DECIMAL32);
    }

    private OptionalDouble tokens() {
        return hasTokens() ? OptionalDouble.of(tokensPerSample()) : OptionalDouble.empty();
    }

    private OptionalDouble dollars() {
        return hasUsd() ? OptionalDouble.of(usd().doubleValue()) : OptionalDouble.empty();
    }

    private static String number(double number) {
        return BigDecimal.valueOf(number)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    void describe(ObjectNode node) {
        node.put("variant", setup.name())
                .put("passed", tally.passed())
                .put("unsure", tally.unsure())
                .put("scored", tally.scored())
                .put("errors", tally.errors());
        if (cost.amount().calls() > 0) {
            node.put("calls", cost.amount().calls());
            tokens().ifPresent(none -> node.put("tokens", cost.amount().tokens()));
            dollars().ifPresent(none -> node.put("usd", cost.amount().usd()));
        }
        median().ifPresent(median -> node.put("millis_median", median)
                .put("millis_p95", Quantiles.quantile(millis, MOST))
                .put("samples_timed", millis.size()));
    }
}
