package io.github.junitllm.server;

import io.github.junitllm.exchange.Body;
import java.io.IOException;
import java.util.Map;

/** The HTTP server underneath, kept small so that it can be replaced. */
interface HttpEngine extends AutoCloseable {

    /** The port on the loopback address. */
    int port();

    @Override
    void close();

    /** Answers requests; called on a thread that may block. */
    interface Handler {
        void handle(Incoming request, Outgoing response) throws IOException;
    }

    /** A request as it came; header names in lower case. */
    record Incoming(String method, String target, Map<String, String> headers, Body body) {
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

        /** Breaks the connection, as a cut stream does. */
        void cut();

        /** Tells whether the client has closed the connection. */
        boolean isClientGone();
    }
}
