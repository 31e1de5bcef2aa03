package io.github.junitllm.sampling;

import io.github.junitllm.budget.Amount;
import io.github.junitllm.budget.Budget;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.price.PriceTable;
import io.github.junitllm.provider.CallReaders;
import io.github.junitllm.server.LaneCall;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A sum over calls, with how many of them are not in it.
 *
 * @param amount what is known
 * @param untold calls whose tokens nobody knows
 * @param unpriced calls whose cost in USD nobody knows
 */
record Cost(Amount amount, long untold, long unpriced) {

    static final Cost NOTHING = new Cost(Amount.NOTHING, 0, 0);

    static Cost of(Budget budget) {
        return new Cost(budget.spent(), budget.uncounted(), budget.unpriced());
    }

    /** What a recorded call cost, by the prices of its day. */
    static Cost of(Exchange take, PriceTable prices) {
        return of(take, CallReaders.read(take), prices);
    }

    /** What a call cost, as its provider answered it. */
    static Cost of(LaneCall call, PriceTable prices) {
        // What a fault showed is not what was paid for.
        return of(call.take(), call.fault().isEmpty() ? call.llmCall() : CallReaders.read(call.take()), prices);
    }

    private static Cost of(Exchange take, Optional<LlmCall> read, PriceTable prices) {
        OptionalLong tokens = read.map(call -> call.usage().total()).orElse(OptionalLong.empty());
        // An import has no day; it gets the newest price.
        LocalDate day = take.provenance()
                .recordedAt()
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                .orElse(LocalDate.MAX);
        Optional<BigDecimal> usd = read.flatMap(call -> prices.cost(call, day));
        return new Cost(
                new Amount(1, tokens.orElse(0), usd.orElse(BigDecimal.ZERO)),
                tokens.isPresent() ? 0 : 1,
                usd.isPresent() ? 0 : 1);
    }

    Cost plus(Cost more) {
        return new Cost(amount.plus(more.amount), untold + more.untold, unpriced + more.unpriced);
    }

    /** The same share of each. */
    Amount part(double share) {
        return new Amount(
                Math.round(amount.calls() * share),
                Math.round(amount.tokens() * share),
                amount.usd().multiply(BigDecimal.valueOf(share)));
    }
}
