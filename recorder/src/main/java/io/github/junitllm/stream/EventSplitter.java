package io.github.junitllm.stream;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.exchange.Body;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Cuts a stream of bytes at the borders of its events. The events joined give back every byte, whatever the chunks were.
 * Not for use by several threads.
 */
@API(status = INTERNAL, since = "0.1")
public final class EventSplitter {

    private final boolean eventEndsAtBlankLine;
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private boolean lineIsBlank = true;
    private boolean afterReturn;

    private EventSplitter(boolean eventEndsAtBlankLine) {
        this.eventEndsAtBlankLine = eventEndsAtBlankLine;
    }

    /** Returns a splitter for server-sent events, which end at a blank line. */
    public static EventSplitter ofServerSentEvents() {
        return new EventSplitter(true);
    }

    /** Returns a splitter for events of a line each. */
    public static EventSplitter ofLines() {
        return new EventSplitter(false);
    }

    /** Returns a splitter for this media type, empty when the type is no stream of events. */
    public static Optional<EventSplitter> forContentType(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("text/event-stream")) {
            return Optional.of(ofServerSentEvents());
        }
        if (type.startsWith("application/x-ndjson") || type.startsWith("application/stream+json")) {
            return Optional.of(ofLines());
        }
        return Optional.empty();
    }

    /** Takes the next bytes and returns the events that they complete. */
    public List<Body> feed(byte[] chunk, int length) {
        List<Body> complete = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            byte b = chunk[i];
            if (afterReturn && b != '\n' && eventEndsAtBlankLine) {
                // A carriage return alone ends a line too, which only the next byte can tell.
                endLine(complete);
            }
            open.write(b);
            if (b == '\n') {
                endLine(complete);
            } else if (b != '\r') {
                lineIsBlank = false;
            }
            afterReturn = b == '\r';
        }
        return complete;
    }

    private void endLine(List<Body> complete) {
        if (!eventEndsAtBlankLine || lineIsBlank) {
            rest().ifPresent(complete::add);
        }
        lineIsBlank = true;
    }

    /** Returns how many bytes of the open event have come. */
    public int openBytes() {
        return open.size();
    }

    /** Returns and forgets the bytes after the last complete event, empty when there are none. */
    public Optional<Body> rest() {
        if (open.size() == 0) {
            return Optional.empty();
        }
        Body rest = Body.of(open.toByteArray());
        open.reset();
        return Optional.of(rest);
    }

    /** Cuts a whole body into its events. */
    public List<Body> splitAll(Body body) {
        List<Body> events = new ArrayList<>(feed(body.bytes(), body.size()));
        rest().ifPresent(events::add);
        return events;
    }
}
