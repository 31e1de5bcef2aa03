package io.github.junitllm.fault;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Makes the answer that an application sees out of the true one. */
@API(status = INTERNAL, since = "0.1")
public final class FaultyAnswers {

    private FaultyAnswers() {}

    /**
     * Returns what the application gets to see.
     *
     * @param kind a kind that changes an answer
     * @throws InapplicableFaultException when it has no meaning for this answer
     */
    public static RecordedResponse of(FaultKind kind, Exchange exchange) {
        RecordedResponse response = exchange.response();
        return switch (kind) {
            case SLOW_FIRST_TOKEN, STALL -> response;
            case CUT_STREAM -> firstHalf(response);
            case INVALID_UTF8 -> Damage.invalidUtf8(response);
            case MALFORMED_JSON -> Damage.malformedJson(response);
            case EMPTY_BODY -> withBody(response, response.contentType(), Body.EMPTY);
            case WRONG_CONTENT_TYPE -> wrongContentType(response);
            case BROKEN_TOOL_ARGUMENTS -> Ending.brokenArguments(exchange);
            case TRUNCATED, CONTENT_FILTER, REFUSAL -> Ending.of(kind, exchange);
            default -> throw new IllegalArgumentException(kind + " changes no answer");
        };
    }

    /** Returns the first half of an answer: of a stream its first events, else the first bytes. */
    public static RecordedResponse firstHalf(RecordedResponse response) {
        int events = response.events().size();
        if (events > 1) {
            return withEvents(response, response.events().subList(0, events / 2));
        }
        byte[] half = new byte[response.body().size() / 2];
        System.arraycopy(response.body().bytes(), 0, half, 0, half.length);
        return withBody(response, response.contentType(), Body.of(half));
    }

    static RecordedResponse withEvents(RecordedResponse response, List<StreamEvent> events) {
        return RecordedResponse.streamed(
                response.status(), response.contentType(), response.headers(), events, response.totalMillis());
    }

    static RecordedResponse withEvent(RecordedResponse response, int index, Body raw) {
        List<StreamEvent> events = new ArrayList<>(response.events());
        events.set(index, new StreamEvent(events.get(index).atMillis(), raw));
        return withEvents(response, events);
    }

    static RecordedResponse withBody(RecordedResponse response, String contentType, Body body) {
        return new RecordedResponse(
                response.status(), contentType, response.headers(), body, List.of(), response.totalMillis());
    }

    private static RecordedResponse wrongContentType(RecordedResponse response) {
        return new RecordedResponse(
                response.status(),
                "text/html; charset=utf-8",
                response.headers(),
                response.body(),
                response.events(),
                response.totalMillis());
    }
}
