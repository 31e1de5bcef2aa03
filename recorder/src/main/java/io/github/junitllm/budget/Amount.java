package io.github.junitllm.budget;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.math.RoundingMode;
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
    private static final int CENTS = 2;

    /** Returns the sum. */
    public Amount plus(Amount more) {
        return new Amount(calls + more.calls, tokens + more.tokens, usd.add(more.usd));
    }

    /** Returns the difference. */
    public Amount minus(Amount less) {
        return new Amount(calls - less.calls, tokens - less.tokens, usd.subtract(less.usd));
    }

    /** Writes USD for people: to the cent from 1 USD on, below that with up to three digits that count. */
    public static String usd(BigDecimal usd) {
        if (usd.signum() == 0) {
            return "0 USD";
        }
        int leadingZeros = usd.scale() - usd.precision();
        BigDecimal rounded = usd.setScale(Math.max(CENTS, leadingZeros + SIGNIFICANT), RoundingMode.HALF_UP)
                .stripTrailingZeros();
        int digits = usd.abs().compareTo(BigDecimal.ONE) >= 0 ? CENTS : Math.max(CENTS, rounded.scale());
        return String.format(Locale.ROOT, "%,." + digits + "f USD", rounded);
    }
}
