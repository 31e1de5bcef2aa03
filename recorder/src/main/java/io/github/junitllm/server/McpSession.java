package io.github.junitllm.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.KeptHeaders;
import io.github.junitllm.match.JsonRpc;
import io.github.junitllm.server.HttpEngine.Incoming;
import io.github.junitllm.server.HttpEngine.Outgoing;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * What MCP over HTTP asks beside its messages: a stream for what the server has to say of its own accord, and the end of a
 * session. Both depend on time and not on a question, so that they are passed on and never kept.
 */
final class McpSession {

    private static final String VERSION_HEADER = "mcp-protocol-version";
    private static final int CHUNK = 16 * 1024;

    private final Lane lane;
    private final Forwarder forwarder;

    McpSession(Lane lane, Forwarder forwarder) {
        this.lane = lane;
        this.forwarder = forwarder;
    }

    static boolean isHousekeeping(Incoming incoming) {
        boolean mcp = !incoming.header(KeptHeaders.SESSION).isEmpty()
                || !incoming.header(VERSION_HEADER).isEmpty();
        return mcp && (incoming.method().equals("DELETE") || isServerStream(incoming));
    }

    private static boolean isServerStream(Incoming incoming) {
        return incoming.method().equals("GET")
                && incoming.header("accept").toLowerCase(Locale.ROOT).contains("text/event-stream");
    }

    /** Whether the client goes on in a session that a cassette has begun, of which no server knows. */
    static boolean isReplayed(Incoming incoming) {
        return incoming.header(KeptHeaders.SESSION).equals(KeptHeaders.RECORDED_SESSION);
    }

    /** Whether all that comes are messages that no answer is due to. */
    static boolean isNotification(Incoming incoming) {
        List<ObjectNode> messages = incoming.body()
                .exactText()
                .flatMap(Json::tryRead)
                .map(JsonRpc::messages)
                .orElse(List.of());
        return !messages.isEmpty()
                && messages.stream().noneMatch(message -> message.has("method") && message.has("id"));
    }

    /** What the specification says to a notification. Clients do not wait for it, so that its recording may be lacking. */
    static void accept(Outgoing outgoing) throws IOException {
        outgoing.send(202, "", Map.of(), new byte[0]);
    }

    static String cannotContinue(Upstream upstream) {
        return "this request to %s is not recorded, and the session it belongs to is: a recorded session cannot be continued at the server; record all of it again with -Djunit.llm.mode=rerecord"
                .formatted(upstream.name());
    }

    void keep(
            Optional<Upstream> upstream,
            String usedPath,
            Map<String, String> environment,
            Incoming incoming,
            Outgoing outgoing)
            throws IOException {
        Optional<UpstreamKey> key = upstream.flatMap(known -> UpstreamKey.find(known, environment, incoming));
        if (!lane.setup().mode().callsProviders() || key.isEmpty() || isReplayed(incoming)) {
            withoutServer(incoming, outgoing);
            return;
        }
        CompletableFuture<HttpResponse<InputStream>> answer =
                forwarder.send(upstream.get(), upstream.get().normalise(usedPath), key.get(), incoming);
        outgoing.whenGone(() -> answer.cancel(true));
        try {
            HttpResponse<InputStream> response = answer.get();
            outgoing.whenGone(() -> close(response.body()));
            pass(response, outgoing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            outgoing.cut();
        } catch (ExecutionException | CancellationException e) {
            outgoing.cut();
        }
    }

    /** As a server does that has no stream of its own, and as one that has forgotten the session. */
    private static void withoutServer(Incoming incoming, Outgoing outgoing) throws IOException {
        if (incoming.method().equals("DELETE")) {
            outgoing.send(204, "", Map.of(), new byte[0]);
        } else {
            outgoing.send(405, "", Map.of("allow", "POST, DELETE"), new byte[0]);
        }
    }

    private static void pass(HttpResponse<InputStream> response, Outgoing outgoing) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String name : new String[] {KeptHeaders.SESSION, "allow"}) {
            response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        String contentType = response.headers().firstValue("content-type").orElse("");
        try (InputStream body = response.body()) {
            if (!contentType.startsWith("text/event-stream")) {
                outgoing.send(response.statusCode(), contentType, headers, body.readNBytes(AnswerLimit.LARGEST));
                return;
            }
            outgoing.start(response.statusCode(), contentType, headers);
            byte[] chunk = new byte[CHUNK];
            for (int length = body.read(chunk); length >= 0; length = body.read(chunk)) {
                outgoing.write(chunk, length);
            }
            outgoing.end();
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException closedAnyway) {
            // nobody is interested any more
        }
    }
}
