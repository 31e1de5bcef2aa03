package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.budget.Amount;
import io.github.junitllm.budget.Budget;
import io.github.junitllm.budget.Purpose;
import io.github.junitllm.price.PriceTable;
import io.github.junitllm.server.LaneCall;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an eval has cost: the calls of this run, and those that it replayed when they were recorded. */
final class CostText {

    private CostText() {}

    static List<String> lines(EvalRun run, Ruling ruling, List<SampleResult> results) {
        List<String> lines = new ArrayList<>();
        int refused = ruling.errors().getOrDefault(Outcome.BUDGET_EXCEEDED, 0);
        if (refused > 0) {
            lines.add("budget spent after %d of %d samples: %d of %d scored passed, which decides nothing"
                    .formatted(results.size() - refused, run.order().size(), ruling.passed(), ruling.scored()));
        }
        run.forecast().ifPresent(forecast -> lines.add("estimate before the first call: " + forecast));
        Budget budget = run.spending().budget();
        if (budget.spent().calls() > 0) {
            lines.add("spent: " + words(Cost.of(budget), run, budget.spent(Purpose.JUDGE)));
        }
        Cost recorded = recorded(results);
        if (recorded.amount().calls() > 0) {
            lines.add("as recorded: " + words(recorded, run, Amount.NOTHING));
        }
        return lines;
    }

    private static Cost recorded(List<SampleResult> results) {
        return results.stream()
                .flatMap(result -> result.calls().stream())
                .filter(CallTrace::replayed)
                .map(CallTrace::cost)
                .reduce(Cost.NOTHING, Cost::plus);
    }

    private static String words(Cost cost, EvalRun run, Amount judges) {
        Amount amount = cost.amount();
        long untold = cost.untold();
        long unpriced = cost.unpriced();
        String tokens = untold > 0 && amount.tokens() == 0
                ? "tokens unknown"
                : count(amount.tokens(), "token")
                        + (untold == 0 ? "" : " (unknown for %s)".formatted(count(untold, "call")));
        String usd = unpriced > 0 && amount.usd().signum() == 0
                ? "cost unknown"
                : Amount.usd(amount.usd())
                        + (unpriced == 0 ? "" : " (unknown for %s)".formatted(count(unpriced, "call")));
        return "%s, %s, %s%s (prices of %s)"
                .formatted(
                        count(amount.calls(), "call"),
                        tokens,
                        usd,
                        judges.calls() == 0 ? "" : ", of that judges " + Amount.usd(judges.usd()),
                        run.spending().prices().date());
    }

    static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** What requests that are not recorded will cost at most, where that can be told of all of them. */
    static Optional<String> most(EvalRun run, List<MissedCall> requests) {
        PriceTable prices = run.spending().prices();
        BigDecimal sum = BigDecimal.ZERO;
        for (MissedCall request : requests) {
            Optional<BigDecimal> usd = request.mostUsd();
            if (usd.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(usd.get());
        }
        return Optional.of("these cost at most %s at the prices of %s".formatted(Amount.usd(sum), prices.date()));
    }

    static void describe(ObjectNode line, EvalRun run, List<SampleResult> results) {
        Budget budget = run.spending().budget();
        if (budget.spent().calls() > 0) {
            ObjectNode spent = line.putObject("spent");
            describe(spent, Cost.of(budget));
            if (budget.spent(Purpose.JUDGE).calls() > 0) {
                spent.putObject("judges")
                        .put("calls", budget.spent(Purpose.JUDGE).calls())
                        .put("tokens", budget.spent(Purpose.JUDGE).tokens())
                        .put("usd", budget.spent(Purpose.JUDGE).usd());
            }
        }
        Cost recorded = recorded(results);
        if (recorded.amount().calls() > 0) {
            describe(line.putObject("as_recorded"), recorded);
        }
    }

    private static void describe(ObjectNode node, Cost cost) {
        node.put("calls", cost.amount().calls());
        if (cost.untold() == 0 || cost.amount().tokens() > 0) {
            node.put("tokens", cost.amount().tokens());
        }
        if (cost.unpriced() == 0 || cost.amount().usd().signum() > 0) {
            node.put("usd", cost.amount().usd());
        }
        if (cost.untold() > 0) {
            node.put("calls_of_unknown_tokens", cost.untold());
        }
        if (cost.unpriced() > 0) {
            node.put("calls_of_unknown_usd", cost.unpriced());
        }
    }

    /** What one call cost, when it was made in this run or recorded. */
    static Optional<BigDecimal> usd(EvalRun run, LaneCall call) {
        Cost cost = Cost.of(call, run.spending().prices());
        return cost.unpriced() == 0 ? Optional.of(cost.amount().usd()) : Optional.empty();
    }
}
