package io.github.junitllm.budget;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * Something spent or to be spent.
 *
 * @param calls number of calls
 * @param tokens input and output tokens
 * @param usd USD
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Amount(long calls, long tokens, BigDecimal usd) {

    /** Nothing. */
    public static final Amount NOTHING = new Amount(0, 0, BigDecimal.ZERO);

    private static final int SIGNIFICANT = 3;

    /** Returns the sum. */
    public Amount plus(Amount more) {
        return new Amount(calls + more.calls, tokens + more.tokens, usd.add(more.usd));
    }

    /** Returns the difference. */
    public Amount minus(Amount less) {
        return new Amount(calls - less.calls, tokens - less.tokens, usd.subtract(less.usd));
    }

    /** Writes USD for people: to the cent from 1 USD on, else with three digits that count. */
    public static String usd(BigDecimal usd) {
        if (usd.signum() == 0) {
            return "0 USD";
        }
        int digits = usd.abs().compareTo(BigDecimal.ONE) >= 0
                ? 2
                : Math.max(
                        2,
                        usd.stripTrailingZeros().scale()
                                - usd.stripTrailingZeros().precision()
                                + SIGNIFICANT);
        return String.format(Locale.ROOT, "%,." + digits + "f USD", usd);
    }
}
