package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.budget.Budget;
import io.github.junitllm.budget.Purpose;
import io.github.junitllm.pace.Paces;
import io.github.junitllm.pace.RateLimit;
import io.github.junitllm.pace.Retries;
import io.github.junitllm.pace.Waiting;
import io.github.junitllm.price.PriceTable;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * What holds for the calls of a lane that go to a provider; replayed calls know nothing of it.
 *
 * @param budget what they may spend
 * @param purpose what they are made for
 * @param prices what they cost
 * @param retries how often one is sent again after an error of the provider's making
 * @param limits how many calls and tokens per minute an upstream allows
 * @param paces where the pace of each upstream and key is kept
 * @param waiting how to wait for a pace or before a retry
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Spending(
        Budget budget,
        Purpose purpose,
        PriceTable prices,
        Retries retries,
        Function<String, RateLimit> limits,
        Paces paces,
        Waiting waiting) {

    /** Returns a spending without limits, rates and retries, at the built-in prices. */
    public static Spending unlimited() {
        return within(Budget.unlimited());
    }

    /** Returns a spending for samples within a budget, without rates and retries, at the built-in prices. */
    public static Spending within(Budget budget) {
        return new Spending(
                budget,
                Purpose.SAMPLE,
                PriceTable.builtIn(),
                Retries.NONE,
                upstream -> RateLimit.NONE,
                Paces.shared(),
                Waiting.REAL);
    }

    /** Returns this spending for another purpose. */
    public Spending forPurpose(Purpose other) {
        return new Spending(budget, other, prices, retries, limits, paces, waiting);
    }

    /** Returns this spending at other prices. */
    public Spending at(PriceTable table) {
        return new Spending(budget, purpose, table, retries, limits, paces, waiting);
    }

    /** Returns this spending with retries. */
    public Spending retrying(Retries other) {
        return new Spending(budget, purpose, prices, other, limits, paces, waiting);
    }

    /** Returns this spending at the pace that upstreams allow. */
    public Spending pacedBy(Paces kept, Function<String, RateLimit> allowed) {
        return new Spending(budget, purpose, prices, retries, allowed, kept, waiting);
    }

    /** Returns this spending with another way to wait. */
    public Spending waitingBy(Waiting other) {
        return new Spending(budget, purpose, prices, retries, limits, paces, other);
    }
}
