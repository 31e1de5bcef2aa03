package io.github.junitllm.server;

import io.github.junitllm.budget.Reservation;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.match.RequestKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

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
    private Optional<Reservation> reservation = Optional.empty();
    private int attempts;

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

    /** Another try goes out, paid by what is reserved for it. */
    void begins(Reservation reserved) {
        reservation = Optional.of(reserved);
        attempts++;
    }

    /** How often it has been sent. */
    int attempts() {
        return attempts;
    }

    /** The last try failed, and another one follows. */
    void triedInVain(boolean unused) {
        reservation.ifPresent(unused ? Reservation::settleUnused : Reservation::settleUnknown);
        lane.retried();
    }

    /** Whether an earlier call of the client's, of which this is a retry, failed however often it was sent. */
    boolean wasGivenUp() {
        return lane.wasGivenUp(key.core(), occurrence);
    }

    /** The provider answered with an error of its making, which costs nothing. */
    void refusedByProvider(String message) {
        reservation.ifPresent(Reservation::settleUnused);
        lane.givenUp(key.core(), occurrence);
        failed(Trouble.Kind.UPSTREAM_ERROR, message + tries());
    }

    /** The request is none that can be sent. */
    void notSent(String message) {
        reservation.ifPresent(Reservation::settleUnused);
        failed(Trouble.Kind.RECORDER, message);
    }

    /** No whole answer came; what it cost is unknown unless the request never left. */
    void broken(String message, boolean neverSent) {
        if (neverSent) {
            reservation.ifPresent(Reservation::settleUnused);
        }
        lane.givenUp(key.core(), occurrence);
        failed(Trouble.Kind.TRANSPORT, message + tries());
    }

    private String tries() {
        return attempts > 1 ? " (after %d tries)".formatted(attempts) : "";
    }

    private void settle(LaneCall laneCall) {
        if (reservation.isEmpty()) {
            return;
        }
        Optional<LlmCall> read = laneCall.llmCall();
        Optional<LocalDate> day =
                laneCall.exchange().provenance().recordedAt().map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
        boolean isError = laneCall.exchange().response().status() >= 400;
        if (isError
                && read.flatMap(call -> call.usage().total().stream().boxed().findFirst())
                        .isEmpty()) {
            reservation.get().settleUnused();
        } else {
            reservation
                    .get()
                    .settle(
                            read.map(call -> call.usage().total()).orElse(OptionalLong.empty()),
                            read.flatMap(
                                    call -> lane.setup().spending().prices().cost(call, day.orElse(LocalDate.MAX))));
        }
    }

    void answered(Exchange exchange) {
        over = true;
        LaneCall laneCall = LaneCall.live(exchange, attempts);
        settle(laneCall);
        answer = Optional.of(exchange);
        if (!heldBack) {
            lane.answered(laneCall, isUpstreamTrouble(exchange.response().status()));
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
            reservation.ifPresent(Reservation::settleUnknown);
            lane.giveBack(key.core(), occurrence);
        }
    }

    /** Errors of the provider's making say nothing about the model and are never takes. */
    static boolean isUpstreamTrouble(int status) {
        return status == 401 || status == 403 || status == 408 || status == 429 || status >= 500;
    }
}
