package io.github.junitllm.server;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Notices that the client of a running call closes its connection, also while nothing is sent to it. Undertow would tell
 * at the next write, and an upstream that is thinking would cost tokens until then.
 */
final class ClientWatch {

    private final HttpServerConnection connection;
    private boolean watching;
    private boolean gone;
    private Runnable action = () -> {};

    @Nullable
    private ChannelListener<? super ConduitStreamSourceChannel> before;

    ClientWatch(HttpServerExchange exchange) {
        this.connection = (HttpServerConnection) exchange.getConnection();
    }

    /** Runs the action, which takes the place of an earlier one, when the client goes away or has gone already. */
    void whenGone(Runnable newAction) {
        synchronized (this) {
            if (!gone) {
                action = newAction;
                start();
                return;
            }
        }
        newAction.run();
    }

    private void start() {
        // Bytes that have come already belong to the next request: such a client is not going away.
        if (watching || connection.getExtraBytes() != null) {
            return;
        }
        watching = true;
        ConduitStreamSourceChannel source = connection.getChannel().getSourceChannel();
        before = source.getReadListener();
        source.setReadListener(channel -> readable());
        connection.getOriginalSourceConduit().resumeReads();
    }

    /** Before the last byte of an answer goes out, since a next request may follow it at once. */
    synchronized void stop() {
        if (watching) {
            watching = false;
            connection.getOriginalSourceConduit().suspendReads();
            connection.getChannel().getSourceChannel().setReadListener(before);
        }
    }

    private void readable() {
        List<Runnable> due = new ArrayList<>();
        synchronized (this) {
            if (watching && isGone()) {
                stop();
                gone = true;
                due.add(action);
            }
        }
        if (!due.isEmpty()) {
            IoUtils.safeClose(connection);
            due.forEach(Runnable::run);
        }
    }

    private boolean isGone() {
        PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
        int read;
        try {
            read = connection.getOriginalSourceConduit().read(pooled.getBuffer());
        } catch (IOException broken) {
            read = -1;
        }
        if (read <= 0) {
            pooled.close();
            return read < 0;
        }
        // The next request, sent before the answer to this one: kept for Undertow.
        pooled.getBuffer().flip();
        stop();
        connection.ungetRequestBytes(pooled);
        return false;
    }
}
