package io.github.junitllm.server;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.match.RequestKey;
import java.util.Optional;

/** A call that has no take and goes to its upstream. It ends answered or failed, and never both. */
final class UpstreamCall {

    private final Lane lane;
    private final Upstream upstream;
    private final RequestKey key;
    private final int occurrence;
    private final RecordedRequest request;
    private final boolean heldBack;
    private Optional<Exchange> answer = Optional.empty();
    private boolean over;

    /** An answer that is held back is not shown to the lane: the client gets to see another one. */
    UpstreamCall(
            Lane lane, Upstream upstream, RequestKey key, int occurrence, RecordedRequest request, boolean heldBack) {
        this.lane = lane;
        this.upstream = upstream;
        this.key = key;
        this.occurrence = occurrence;
        this.request = request;
        this.heldBack = heldBack;
    }

    Lane lane() {
        return lane;
    }

    Upstream upstream() {
        return upstream;
    }

    RequestKey key() {
        return key;
    }

    int occurrence() {
        return occurrence;
    }

    RecordedRequest request() {
        return request;
    }

    /** Where the take goes, empty when none is kept. */
    Optional<Cassette> store() {
        return lane.setup().store();
    }

    Exchange exchange(RecordedResponse response, Provenance provenance) {
        return new Exchange(key.exact(), lane.setup().sample(), occurrence, request, response, provenance);
    }

    void answered(Exchange exchange) {
        over = true;
        answer = Optional.of(exchange);
        if (!heldBack) {
            lane.answered(
                    exchange,
                    exchange.provenance().live(),
                    false,
                    isUpstreamTrouble(exchange.response().status()));
        }
    }

    Optional<Exchange> answer() {
        return answer;
    }

    /** Before the client hears of it, since its next try is the same call again. */
    void failed(Trouble.Kind kind, String message) {
        dropped();
        lane.trouble(kind, message);
    }

    /** The client has seen the beginning of a stream and went away: a call, but no take. */
    void brokenOff(Exchange begun) {
        dropped();
        lane.brokenOff(begun, begun.provenance().live());
    }

    /** The client went away before the answer was whole: no take, and no fault of anybody. */
    void dropped() {
        if (!over) {
            over = true;
            lane.giveBack(key.core(), occurrence);
        }
    }

    /** Errors of the provider's making say nothing about the model and are never takes. */
    static boolean isUpstreamTrouble(int status) {
        return status == 401 || status == 403 || status == 408 || status == 429 || status >= 500;
    }
}
