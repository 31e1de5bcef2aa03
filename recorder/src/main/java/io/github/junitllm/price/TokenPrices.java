package io.github.junitllm.price;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import org.apiguardian.api.API;

/**
 * Prices in USD per million tokens, from 0.
 *
 * @param input of the prompt
 * @param cached of prompt tokens read from a cache
 * @param cacheWrite of prompt tokens written to a cache
 * @param output of the answer, reasoning included
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TokenPrices(BigDecimal input, BigDecimal cached, BigDecimal cacheWrite, BigDecimal output) {

    static final TokenPrices NOTHING =
            new TokenPrices(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    BigDecimal cost(long plainTokens, long cachedTokens, long writtenTokens, long outputTokens) {
        return perMillion(input, plainTokens)
                .add(perMillion(cached, cachedTokens))
                .add(perMillion(cacheWrite, writtenTokens))
                .add(perMillion(output, outputTokens));
    }

    /** What so many tokens can cost at most, whatever a cache does. */
    BigDecimal most(long inputTokens, long outputTokens) {
        return perMillion(input.max(cached).max(cacheWrite), inputTokens).add(perMillion(output, outputTokens));
    }

    private static BigDecimal perMillion(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
    }
}
