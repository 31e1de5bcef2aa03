package io.github.junitllm.server;

import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.server.HttpEngine.Outgoing;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Plays a recorded answer, each part when it is due. Times count from the request, so that a late part makes no later one
 * late. Ends early when nobody waits for it any more.
 */
final class Playback {

    private final Lane lane;
    private final Outgoing outgoing;
    private final long start;
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * @param start {@link System#nanoTime} of the request
     */
    Playback(Lane lane, Outgoing outgoing, long start) {
        this.lane = lane;
        this.outgoing = outgoing;
        this.start = start;
    }

    void play(RecordedResponse response) throws IOException {
        ReplaySpeed speed = lane.setup().speed();
        if (speed.isInstant()) {
            send(response);
            return;
        }
        outgoing.whenGone(over::countDown);
        lane.playing(over);
        try {
            send(response);
        } finally {
            lane.played(over);
        }
    }

    private void send(RecordedResponse response) throws IOException {
        if (!response.isStreamed()) {
            await(response.totalMillis());
            outgoing.send(
                    response.status(),
                    response.contentType(),
                    response.headers(),
                    response.body().bytes());
            return;
        }
        boolean started = false;
        for (StreamEvent event : response.events()) {
            await(event.atMillis());
            if (!started) {
                outgoing.start(response.status(), response.contentType(), response.headers());
                started = true;
            }
            outgoing.write(event.raw().bytes(), event.raw().size());
        }
        await(response.totalMillis());
        outgoing.end();
    }

    private void await(double recordedMillis) throws IOException {
        ReplaySpeed speed = lane.setup().speed();
        if (speed.isInstant()) {
            return;
        }
        long left = speed.dueNanos(recordedMillis) - (System.nanoTime() - start);
        try {
            if (over.await(left, TimeUnit.NANOSECONDS)) {
                throw new IOException("the client or the sample is gone");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
