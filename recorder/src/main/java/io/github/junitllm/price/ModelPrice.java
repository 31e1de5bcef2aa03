package io.github.junitllm.price;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * What a model costs from a day on.
 *
 * @param model name of the model in the table
 * @param from first day, empty when the table does not say
 * @param prices prices of a call
 * @param longFrom input tokens above which {@code longPrices} hold for the whole call, empty when there is no such step
 * @param longPrices prices of a long call, else the same as {@code prices}
 * @param maxOutput most tokens of one answer, empty when the table does not say
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ModelPrice(
        String model,
        Optional<LocalDate> from,
        TokenPrices prices,
        OptionalLong longFrom,
        TokenPrices longPrices,
        OptionalLong maxOutput) {

    /** What costs nothing, for example a model on the own machine. */
    static final ModelPrice FREE = new ModelPrice(
            "any model",
            Optional.empty(),
            TokenPrices.NOTHING,
            OptionalLong.empty(),
            TokenPrices.NOTHING,
            OptionalLong.empty());

    /** Returns the cost in USD, empty when a count that matters is unknown. */
    public Optional<BigDecimal> cost(Usage usage) {
        boolean inputMatters = prices.most(1, 0).signum() > 0;
        boolean outputMatters = prices.output().signum() > 0;
        if ((inputMatters && usage.input().isEmpty())
                || (outputMatters && usage.output().isEmpty())) {
            return Optional.empty();
        }
        long input = usage.input().orElse(0);
        // A wire may claim more cached tokens than there are.
        long cached = Math.min(usage.cached().orElse(0), input);
        long written = Math.min(usage.cacheWritten().orElse(0), input - cached);
        return Optional.of(at(input)
                .cost(input - cached - written, cached, written, usage.output().orElse(0)));
    }

    /** Returns the most USD that so many tokens can cost. */
    public BigDecimal most(long inputTokens, long outputTokens) {
        return at(inputTokens).most(inputTokens, outputTokens);
    }

    private TokenPrices at(long inputTokens) {
        return longFrom.isPresent() && inputTokens > longFrom.getAsLong() ? longPrices : prices;
    }
}
