package io.github.junitllm.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Why a budget has no room for a call. */
final class BudgetText {

    private BudgetText() {}

    static Optional<String> refusal(Budget budget, Estimate call) {
        Limits limits = budget.limits();
        Budget.Scope scope = budget.scope();
        Amount spent = budget.spent();
        Amount reserved = budget.reserved();
        Amount most = call.amount();
        if (budget.isOverTime()) {
            return Optional.of("the budget of %s, %s, is over (%s); no further call begins"
                    .formatted(scope.name(), time(limits.time().orElseThrow()), scope.time()));
        }
        if (limits.calls().isPresent()
                && spent.calls() + reserved.calls() + 1 > limits.calls().getAsLong()) {
            return Optional.of("the budget of %s, %s, is spent%s; raise %s to go on"
                    .formatted(
                            scope.name(),
                            count(limits.calls().getAsLong(), "call"),
                            reserved.calls() == 0 ? "" : ", %d of them under way".formatted(reserved.calls()),
                            scope.calls()));
        }
        if (limits.tokens().isPresent()
                && spent.tokens() + reserved.tokens() + most.tokens()
                        > limits.tokens().getAsLong()) {
            return Optional.of(
                    "the budget of %s, %s, has no room for this call: %s spent, %s reserved for calls under way, and it can take %s (%,d of them input; %s); raise %s%s"
                            .formatted(
                                    scope.name(),
                                    count(limits.tokens().getAsLong(), "token"),
                                    number(spent.tokens()),
                                    number(reserved.tokens()),
                                    number(most.tokens()),
                                    call.inputTokens(),
                                    call.basis(),
                                    scope.tokens(),
                                    orLower(call)));
        }
        Optional<BigDecimal> usd = limits.usd()
                .filter(limit -> spent.usd().add(reserved.usd()).add(most.usd()).compareTo(limit) > 0);
        return usd.map(limit ->
                "the budget of %s, %s, has no room for this call: %s spent, %s reserved for calls under way, and it can cost %s (%,d input tokens, %,d output tokens; %s); raise %s%s"
                        .formatted(
                                scope.name(),
                                Amount.usd(limit),
                                Amount.usd(spent.usd()),
                                Amount.usd(reserved.usd()),
                                Amount.usd(most.usd()),
                                call.inputTokens(),
                                call.outputTokens(),
                                call.basis(),
                                scope.usd(),
                                orLower(call)));
    }

    private static String orLower(Estimate call) {
        return call.outputTokens() == 0 ? "" : ", or have the application ask for fewer output tokens";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    private static String time(Duration time) {
        return time.toMillis() % 1000 == 0 ? count(time.toSeconds(), "second") : time.toMillis() + " milliseconds";
    }
}
