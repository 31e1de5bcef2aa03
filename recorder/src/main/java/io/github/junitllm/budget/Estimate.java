package io.github.junitllm.budget;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import org.apiguardian.api.API;

/**
 * The most that a call can cost.
 *
 * @param inputTokens tokens of the request at most
 * @param outputTokens tokens of the answer at most
 * @param usd USD at most, 0 when no limit of USD asks for it
 * @param basis what the numbers rest on, for messages, for example {@code gpt-4o, max_tokens 400}
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Estimate(long inputTokens, long outputTokens, BigDecimal usd, String basis) {

    /** A call whose tokens nobody limits. */
    public static final Estimate CALL_ONLY = new Estimate(0, 0, BigDecimal.ZERO, "");

    Amount amount() {
        return new Amount(1, Math.addExact(inputTokens, outputTokens), usd);
    }
}
