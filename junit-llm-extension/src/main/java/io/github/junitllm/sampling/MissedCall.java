package io.github.junitllm.sampling;

import io.github.junitllm.budget.Estimator;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.price.PriceTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a request that is not recorded.
 *
 * @param where upstream and model
 * @param bytes size of its body
 * @param mostUsd what recording it costs at most, where that can be told
 */
record MissedCall(String where, int bytes, Optional<BigDecimal> mostUsd) {

    static List<MissedCall> of(List<RecordedRequest> requests, PriceTable prices) {
        Estimator estimator = new Estimator(prices, LocalDate.now(ZoneOffset.UTC));
        return requests.stream().map(request -> of(request, estimator)).toList();
    }

    private static MissedCall of(RecordedRequest request, Estimator estimator) {
        return new MissedCall(
                request.upstream() + model(request), request.body().size(), estimator.mostUsd(request));
    }

    private static String model(RecordedRequest request) {
        return request.body()
                .exactText()
                .flatMap(Json::tryRead)
                .map(body -> body.path("model").asText(""))
                .filter(model -> !model.isEmpty())
                .map(" (%s)"::formatted)
                .orElse("");
    }
}
