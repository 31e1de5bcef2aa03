package io.github.junitllm.budget;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/** What is held for one call that is under way. It ends once; what comes after counts for nothing. Safe for several threads. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Reservation {

    private final Budget budget;
    private final Purpose purpose;
    private final Amount held;
    private boolean over;

    Reservation(Budget budget, Purpose purpose, Amount held) {
        this.budget = budget;
        this.purpose = purpose;
        this.held = held;
    }

    /**
     * Puts what the call has cost in the place of what was held.
     *
     * @param tokens as counted by the provider, empty when it did not say: then all that was held counts as spent
     * @param usd as the tokens and the price say, empty when one is unknown: then what was held counts as spent
     */
    public void settle(OptionalLong tokens, Optional<BigDecimal> usd) {
        end(new Amount(1, tokens.orElse(held.tokens()), usd.orElse(held.usd())), usd.isPresent(), tokens.isPresent());
    }

    /** The call is over, and nobody knows how many tokens it took: all that was held counts as spent. */
    public void settleUnknown() {
        settle(OptionalLong.empty(), Optional.empty());
    }

    /** The call is over and took no tokens. It stays a call. */
    public void settleUnused() {
        settle(OptionalLong.of(0), Optional.of(BigDecimal.ZERO));
    }

    /** The call never began. */
    public void giveBack() {
        end(Amount.NOTHING, true, true);
    }

    private synchronized void end(Amount cost, boolean isPriced, boolean isCounted) {
        if (!over) {
            over = true;
            budget.settle(purpose, held, cost, isPriced, isCounted);
        }
    }
}
