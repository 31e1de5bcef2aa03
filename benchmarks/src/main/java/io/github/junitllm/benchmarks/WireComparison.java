package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import java.util.Comparator;
import java.util.Optional;

/** Compares a response that came over HTTP with the row it was recorded in. */
final class WireComparison {

    /** 1.0 and 1 are the same number; everything else must be equal. */
    private static final Comparator<JsonNode> BY_VALUE = (left, right) -> left.isNumber() && right.isNumber()
            ? left.decimalValue().compareTo(right.decimalValue())
            : left.equals(right) ? 0 : 1;

    private WireComparison() {}

    /** Returns what differs, empty when nothing does. */
    static String difference(JsonNode recorded, RawHttp.Response response) {
        int status = recorded.path("status").asInt();
        if (response.status() != status) {
            return "status %d instead of %d: %s".formatted(response.status(), status, excerpt(response.body()));
        }
        String contentType = recorded.path("content_type").asText("");
        String came = response.headers().getOrDefault("content-type", "");
        if (!came.equals(contentType)) {
            return "content type \"%s\" instead of \"%s\"".formatted(came, contentType);
        }
        return sameBody(recorded, response.body()) ? "" : "another body: " + excerpt(response.body());
    }

    private static boolean sameBody(JsonNode recorded, Body came) {
        if (recorded.path("body_text").isTextual()) {
            return came.equals(Body.of(recorded.path("body_text").asText()));
        }
        JsonNode body = recorded.path("body");
        if (body.isMissingNode() || body.isNull()) {
            return came.isEmpty();
        }
        Optional<JsonNode> json = came.exactText().flatMap(Json::tryRead);
        return json.filter(tree -> body.equals(BY_VALUE, tree)).isPresent();
    }

    private static String excerpt(Body body) {
        String text = body.text().replaceAll("\\s+", " ");
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
