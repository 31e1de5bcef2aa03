package io.github.junitllm.sampling;

import io.github.junitllm.budget.Amount;
import io.github.junitllm.budget.Budget;
import io.github.junitllm.budget.Limits;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.server.Mode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What an eval will cost, told from its recordings before the first call: what a sample of the case took when it was recorded,
 * or of any case where that one has no recording, for every sample that will be called.
 */
final class CostForecast {

    private final Map<String, Cost> perCase = new HashMap<>();
    private final Map<String, Integer> samplesPerCase = new HashMap<>();
    private Cost all = Cost.NOTHING;
    private int samples;

    private CostForecast() {}

    /**
     * Tells what the samples will cost, empty where nothing is limited or nothing is called.
     *
     * @throws ExtensionConfigurationException when a budget has no room for that
     */
    static Optional<String> of(EvalRun run, List<Sample> selected, String label) {
        Budget budget = run.spending().budget();
        if (!run.mode().callsProviders() || !isLimited(budget)) {
            return Optional.empty();
        }
        CostForecast forecast = new CostForecast();
        List<Sample> called = forecast.read(run, selected);
        if (called.isEmpty()) {
            return Optional.empty();
        }
        if (forecast.samples == 0) {
            return Optional.of("there is no recording to estimate from");
        }
        Amount expected = called.stream().map(forecast::expected).reduce(Amount.NOTHING, Amount::plus);
        boolean tokens = forecast.all.untold() == 0;
        boolean usd = forecast.all.unpriced() == 0;
        String words = "%s take about %s, %s and %s as recorded"
                .formatted(
                        CostText.count(called.size(), "sample"),
                        CostText.count(expected.calls(), "call"),
                        tokens ? CostText.count(expected.tokens(), "token") : "unknown tokens",
                        usd ? Amount.usd(expected.usd()) : "unknown cost");
        for (Optional<Budget> one = Optional.of(budget);
                one.isPresent();
                one = one.get().around()) {
            over(one.get(), expected, tokens, usd).ifPresent(left -> {
                throw new ExtensionConfigurationException(
                        "@LlmEval on %s: refused before the first call: %s, but %s, or plan fewer samples"
                                .formatted(label, words, left));
            });
        }
        return Optional.of(words);
    }

    private static boolean isLimited(Budget budget) {
        Limits limits = budget.limits();
        return limits.usd().isPresent()
                || limits.tokens().isPresent()
                || limits.calls().isPresent()
                || budget.around().filter(CostForecast::isLimited).isPresent();
    }

    /** Reads the recordings, and returns the samples that they do not answer. */
    private List<Sample> read(EvalRun run, List<Sample> selected) {
        Map<String, Set<Integer>> recorded = new HashMap<>();
        run.cases().forEach(one -> {
            List<Exchange> takes = run.cassettes().takes(one.id());
            Set<Integer> numbers = new HashSet<>();
            takes.forEach(take -> numbers.add(take.sample()));
            recorded.put(one.id(), numbers);
            Cost cost = takes.stream()
                    .map(take -> Cost.of(take, run.spending().prices()))
                    .reduce(Cost.NOTHING, Cost::plus);
            perCase.put(one.id(), cost);
            samplesPerCase.put(one.id(), numbers.size());
            all = all.plus(cost);
            samples += numbers.size();
        });
        boolean everything = run.mode() == Mode.RERECORD || run.mode() == Mode.LIVE;
        List<Sample> called = new ArrayList<>(selected);
        called.removeIf(sample ->
                !everything && recorded.getOrDefault(sample.caseId(), Set.of()).contains(sample.number()));
        return called;
    }

    private Amount expected(Sample sample) {
        int ofCase = samplesPerCase.getOrDefault(sample.caseId(), 0);
        return ofCase > 0
                ? perCase.getOrDefault(sample.caseId(), Cost.NOTHING).part(1.0 / ofCase)
                : all.part(1.0 / samples);
    }

    private static Optional<String> over(Budget budget, Amount expected, boolean tokens, boolean usd) {
        Limits limits = budget.limits();
        Budget.Scope scope = budget.scope();
        Amount spent = budget.spent();
        if (usd && limits.usd().isPresent()) {
            BigDecimal left = limits.usd().get().subtract(spent.usd());
            if (expected.usd().compareTo(left) > 0) {
                return Optional.of(left(scope, Amount.usd(left), scope.usd()));
            }
        }
        if (tokens
                && limits.tokens().isPresent()
                && expected.tokens() > limits.tokens().getAsLong() - spent.tokens()) {
            return Optional.of(
                    left(scope, CostText.count(limits.tokens().getAsLong() - spent.tokens(), "token"), scope.tokens()));
        }
        if (limits.calls().isPresent() && expected.calls() > limits.calls().getAsLong() - spent.calls()) {
            return Optional.of(
                    left(scope, CostText.count(limits.calls().getAsLong() - spent.calls(), "call"), scope.calls()));
        }
        return Optional.empty();
    }

    private static String left(Budget.Scope scope, String left, String setting) {
        return "the budget of %s has %s left; raise %s".formatted(scope.name(), left, setting);
    }
}
