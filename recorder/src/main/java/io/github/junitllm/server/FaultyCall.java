package io.github.junitllm.server;

import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.fault.ErrorBodies;
import io.github.junitllm.fault.FaultKind;
import io.github.junitllm.fault.FaultyAnswers;
import io.github.junitllm.fault.InapplicableFaultException;
import io.github.junitllm.server.HttpEngine.Outgoing;
import io.github.junitllm.server.LaneFaults.Strike;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One call that a fault strikes. What happens is noted in the lane before the client can act on it. */
final class FaultyCall {

    private final Lane lane;
    private final Strike strike;
    private final FaultKind kind;
    private final Outgoing outgoing;
    private final long start;

    /**
     * @param start {@link System#nanoTime} of the request
     */
    FaultyCall(Lane lane, Strike strike, Outgoing outgoing, long start) {
        this.lane = lane;
        this.strike = strike;
        this.kind = strike.plan().kind();
        this.outgoing = outgoing;
        this.start = start;
    }

    boolean replacesAnswer() {
        return kind.replacesAnswer();
    }

    /** Answers in place of cassette and provider: the next try of the client is the same call again. */
    void refuse(RecordedRequest request) throws IOException {
        lane.faults().inject(strike);
        if (kind == FaultKind.TIMEOUT) {
            waits();
            outgoing.cut();
        } else {
            new Playback(lane, outgoing, start).play(ErrorBodies.of(strike.plan(), request));
        }
    }

    /**
     * Answers with what the fault makes of the true answer.
     *
     * @param take the take itself, by which the run knows that it was used
     * @param truth the take with the ids of this run
     */
    void answer(String key, Exchange take, Exchange truth, Evidence evidence, boolean wireDiffers) throws IOException {
        int status = truth.response().status();
        if (status < 200 || status > 299) {
            // The provider's own error; it would be no fault of ours any more.
            lane.answered(take, evidence, wireDiffers, UpstreamCall.isUpstreamTrouble(status));
            new Playback(lane, outgoing, start).play(truth.response());
            return;
        }
        // An answer that was spoilt, or that the client did not wait for, is not used up: the next try gets it whole.
        lane.faults().spoil(key, truth.occurrence());
        lane.giveBack(key, truth.occurrence());
        RecordedResponse seen;
        try {
            seen = FaultyAnswers.of(kind, truth);
        } catch (InapplicableFaultException e) {
            String message = "the fault %s cannot be injected into call %d (%s %s): %s"
                    .formatted(
                            kind,
                            strike.fault().call(),
                            truth.request().upstream(),
                            truth.request().path(),
                            e.getMessage());
            lane.trouble(Trouble.Kind.FAULT_INAPPLICABLE, message);
            Refusal.send(outgoing, 400, "fault_inapplicable", message);
            return;
        }
        lane.faults().inject(strike);
        Exchange shown = new Exchange(
                truth.key(), truth.sample(), truth.occurrence(), truth.request(), seen, truth.provenance());
        lane.answered(LaneCall.faulty(kind, take, shown, evidence, wireDiffers), false);
        switch (kind) {
            case CUT_STREAM -> {
                begin(seen);
                outgoing.cut();
            }
            case SLOW_FIRST_TOKEN -> late(key, truth, 0);
            case STALL -> late(key, truth, FaultyAnswers.firstHalf(seen).body().size());
            default -> new Playback(lane, outgoing, start).play(seen);
        }
    }

    /** Waits, and tells whether the time passed: not when the client goes or the lane is closed before. */
    private boolean waits() {
        CountDownLatch over = new CountDownLatch(1);
        outgoing.whenGone(over::countDown);
        lane.playing(over);
        try {
            return !over.await(strike.plan().delay().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException serverStops) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lane.played(over);
        }
    }

    private void begin(RecordedResponse part) throws IOException {
        outgoing.start(part.status(), part.contentType(), part.headers());
        write(part.body().bytes(), 0, part.body().size());
    }

    /** Sends so many bytes at once and the others after the delay. */
    private void late(String key, Exchange truth, int atOnce) throws IOException {
        RecordedResponse response = truth.response();
        boolean started = response.isStreamed() || atOnce > 0;
        if (started) {
            outgoing.start(response.status(), response.contentType(), response.headers());
            write(response.body().bytes(), 0, atOnce);
        }
        if (!waits()) {
            outgoing.cut();
            return;
        }
        boolean used = lane.useUp(key, truth.occurrence());
        try {
            if (started) {
                byte[] bytes = response.body().bytes();
                write(bytes, atOnce, bytes.length - atOnce);
                outgoing.end();
            } else {
                outgoing.send(
                        response.status(),
                        response.contentType(),
                        response.headers(),
                        response.body().bytes());
            }
        } catch (IOException clientIsGone) {
            if (used) {
                lane.giveBack(key, truth.occurrence());
            }
            throw clientIsGone;
        }
    }

    private void write(byte[] bytes, int from, int length) throws IOException {
        byte[] part = new byte[length];
        System.arraycopy(bytes, from, part, 0, length);
        outgoing.write(part, length);
    }
}
