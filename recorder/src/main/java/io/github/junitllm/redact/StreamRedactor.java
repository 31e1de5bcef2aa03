package io.github.junitllm.redact;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.exchange.StreamEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Redacts the events of one stream, also a credential in pieces over several of them. Events keep their number and order.
 * They are held back until what follows can no longer make a credential of them: some hundred kilobytes, at most 16
 * megabytes. For one thread.
 */
@API(status = INTERNAL, since = "0.1")
public final class StreamRedactor {

    private static final int STEP = 256 * 1024;
    private static final int MOST_HELD = 16 * 1024 * 1024;

    private final Redactor redactor;
    private final Joints joints;
    private final Deque<Held> held = new ArrayDeque<>();
    private int heldSize;
    private int nextScan = STEP;
    private int count;

    private record Held(int number, StreamEvent event, Redactor.Text text) {}

    StreamRedactor(Redactor redactor) {
        this.redactor = redactor;
        this.joints = new Joints(redactor.finder(), true);
    }

    /** Takes the next event and returns those that are settled, redacted. */
    public List<StreamEvent> add(StreamEvent event) {
        Redactor.Text text = redactor.read(event.raw());
        Held next = new Held(count++, event, text);
        joints.add(next.number(), text.leaves());
        held.add(next);
        heldSize += event.raw().size();
        if (heldSize < nextScan) {
            return List.of();
        }
        int open = joints.scan(false);
        List<StreamEvent> settled = release(heldSize > MOST_HELD ? count : open);
        nextScan = heldSize + STEP;
        return settled;
    }

    /** Returns the rest of the events, redacted. */
    public List<StreamEvent> end() {
        joints.scan(true);
        return release(Integer.MAX_VALUE);
    }

    /** Tells what still looks like a credential; such a stream must not be stored. */
    public Optional<Suspicion> suspicion() {
        return joints.suspicion();
    }

    private List<StreamEvent> release(int before) {
        List<StreamEvent> settled = new ArrayList<>();
        while (!held.isEmpty() && held.element().number() < before) {
            Held next = held.remove();
            heldSize -= next.event().raw().size();
            settled.add(new StreamEvent(next.event().atMillis(), redactor.redacted(next.text())));
        }
        joints.written(Math.min(before, count));
        return settled;
    }
}
