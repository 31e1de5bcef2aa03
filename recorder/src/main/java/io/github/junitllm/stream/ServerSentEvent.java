package io.github.junitllm.stream;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.exchange.Body;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The fields of a server-sent event, read as the WHATWG HTML standard says (section "Interpreting an event stream").
 *
 * @param event the event's type, {@code message} when none is sent
 * @param data the data lines joined by line feeds
 */
@API(status = INTERNAL, since = "0.1")
public record ServerSentEvent(String event, String data) {

    private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");

    /** Reads one event, empty when it carries no data (comments, keep-alives). */
    public static Optional<ServerSentEvent> parse(Body raw) {
        String event = "message";
        StringBuilder data = new StringBuilder();
        boolean hasData = false;
        // A stream may start with a byte order mark, which is no part of its first field.
        String text = raw.text();
        for (String line : LINE_END.split(text.startsWith("\uFEFF") ? text.substring(1) : text, -1)) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            if (field.equals("event")) {
                event = value;
            } else if (field.equals("data")) {
                data.append(hasData ? "\n" : "").append(value);
                hasData = true;
            }
        }
        return hasData ? Optional.of(new ServerSentEvent(event, data.toString())) : Optional.empty();
    }
}
