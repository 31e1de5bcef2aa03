package io.github.junitllm.server;

import io.github.junitllm.server.HttpEngine.Outgoing;
import java.io.IOException;
import java.util.Map;

/** Keeps the provider's answer from the client, which is to get another one; what is no answer passes. */
final class HeldBack implements Outgoing {

    private final UpstreamCall call;
    private final Outgoing client;

    HeldBack(UpstreamCall call, Outgoing client) {
        this.call = call;
        this.client = client;
    }

    @Override
    public void send(int status, String contentType, Map<String, String> headers, byte[] body) throws IOException {
        if (call.answer().isEmpty()) {
            client.send(status, contentType, headers, body);
        }
    }

    @Override
    public void start(int status, String contentType, Map<String, String> headers) {
        // a stream is either answered in the end, or cut
    }

    @Override
    public void write(byte[] bytes, int length) {
        // kept in the call's answer
    }

    /** Without an answer there is nothing to send in its place. */
    @Override
    public void end() {
        if (call.answer().isEmpty()) {
            client.cut();
        }
    }

    @Override
    public void whenGone(Runnable action) {
        client.whenGone(action);
    }

    @Override
    public void cut() {
        client.cut();
    }
}
