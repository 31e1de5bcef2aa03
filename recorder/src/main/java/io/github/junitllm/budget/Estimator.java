package io.github.junitllm.budget;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.price.ModelPrice;
import io.github.junitllm.price.PriceTable;
import io.github.junitllm.price.TokenCount;
import io.github.junitllm.price.TokenCounter;
import io.github.junitllm.provider.CallReaders;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * Tells the most that a request can cost before it is sent. The input is counted where we count as the provider does, else
 * bounded: no token is shorter than a byte. What a request only refers to (an image by its address, an earlier response)
 * is not in it and cannot be bounded.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Estimator {

    /** Providers tell their models about tools in words of their own. */
    private static final long FOR_TOOLS = 1_000;

    /** Above this a text is not counted but bounded. */
    private static final int LONGEST_COUNTED = 200_000;

    private final PriceTable prices;
    private final LocalDate day;

    /** Makes one for calls of this day. */
    public Estimator(PriceTable prices, LocalDate day) {
        this.prices = prices;
        this.day = day;
    }

    /**
     * Estimates a request as far as the budget asks for it.
     *
     * @throws BudgetException when the budget limits what nobody can tell of this request: no price, no greatest output
     */
    public Estimate most(Budget budget, RecordedRequest request) {
        return most(budget.limitsUsd(), budget.limitsTokens(), request);
    }

    /** Returns the most USD that a request can cost, empty when nobody can tell. */
    public Optional<BigDecimal> mostUsd(RecordedRequest request) {
        try {
            return Optional.of(most(true, false, request).usd());
        } catch (BudgetException unknown) {
            return Optional.empty();
        }
    }

    private Estimate most(boolean usd, boolean tokens, RecordedRequest request) {
        if (!(usd || tokens) || !request.method().equals("POST")) {
            return Estimate.CALL_ONLY;
        }
        Optional<LlmCall> read = CallReaders.read(new Exchange(
                "",
                1,
                1,
                request,
                RecordedResponse.whole(200, "", Body.EMPTY),
                Provenance.recorded(day.atStartOfDay().toInstant(ZoneOffset.UTC))));
        Optional<ModelPrice> price =
                read.isPresent() ? prices.find(read.get(), day) : prices.find(request.upstream(), "", day);
        if (usd && price.isEmpty()) {
            throw new BudgetException(prices.noPrice(
                    request.upstream(), read.flatMap(LlmCall::requestModel).orElse("")));
        }
        boolean isFree = price.filter(known -> known.most(1, 1).signum() == 0).isPresent();
        if (read.isEmpty() || (isFree && !tokens)) {
            return Estimate.CALL_ONLY;
        }
        return most(request, read.get(), price);
    }

    private static Estimate most(RecordedRequest request, LlmCall call, Optional<ModelPrice> price) {
        OutputLimit limit =
                OutputLimit.of(request.body().exactText().flatMap(Json::tryRead).orElse(Json.MAPPER.missingNode()));
        OptionalLong perAnswer = call.operation().equals("embeddings")
                ? OptionalLong.of(0)
                : limit.tokens().isPresent()
                        ? limit.tokens()
                        : price.map(ModelPrice::maxOutput).orElse(OptionalLong.empty());
        String model = PriceTable.shown(call.requestModel().orElse("a model")) + " of " + request.upstream();
        if (perAnswer.isEmpty()) {
            throw new BudgetException(
                    "nobody can tell how many tokens %s may answer with: the request sets no max_tokens, and the table of prices has no max_output for it; write one of them (the table is a file that junit.llm.prices names)"
                            .formatted(model));
        }
        long input = input(request, call);
        long output = limit.times(perAnswer.getAsLong());
        return new Estimate(
                input,
                output,
                price.map(known -> known.most(input, output)).orElse(BigDecimal.ZERO),
                model + (limit.tokens().isPresent() || output == 0 ? "" : ", no max_tokens in the request"));
    }

    private static long input(RecordedRequest request, LlmCall call) {
        int bytes = request.body().size();
        if (bytes <= LONGEST_COUNTED) {
            TokenCount count = TokenCounter.input(request, call);
            if (count.certainty() == TokenCount.Certainty.EXACT) {
                return count.tokens();
            }
        }
        JsonNode body = request.body().exactText().flatMap(Json::tryRead).orElse(Json.MAPPER.missingNode());
        return bytes + (body.has("tools") ? FOR_TOOLS : 0);
    }
}
