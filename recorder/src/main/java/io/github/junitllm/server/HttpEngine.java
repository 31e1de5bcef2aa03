package io.github.junitllm.server;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.RecordedResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The HTTP server underneath, kept small so that it can be replaced. */
interface HttpEngine extends AutoCloseable {

    /** The port on the loopback address. */
    int port();

    @Override
    void close();

    /** Answers requests. */
    interface Handler {
        /** Answers what needs no waiting, or leaves it to {@link #handle}; called on a thread that must not block. */
        Optional<RecordedResponse> handleAtOnce(Incoming request);

        /** Answers; called on a thread that may block. */
        void handle(Incoming request, Outgoing response) throws IOException;
    }

    /** A request as it came; header names in lower case, {@link System#nanoTime} of the moment it was there. */
    record Incoming(String method, String target, Map<String, String> headers, Body body, long at) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** The way back to the client. */
    interface Outgoing {

        /** Sends a whole response. */
        void send(int status, String contentType, Map<String, String> headers, byte[] body) throws IOException;

        /** Starts a response of unknown length. */
        void start(int status, String contentType, Map<String, String> headers) throws IOException;

        /** Sends bytes at once. */
        void write(byte[] bytes, int length) throws IOException;

        /** Ends a started response properly. */
        void end() throws IOException;

        /**
         * Runs the action once when the client closes its connection before the answer's end, at once when it has done so.
         * It takes the place of an earlier one.
         */
        void whenGone(Runnable action);

        /** Breaks the connection, as a cut stream does. */
        void cut();
    }
}
