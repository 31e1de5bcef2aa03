package io.github.junitllm.server;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.RecordedResponse;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.xnio.IoUtils;
import org.xnio.Options;

/** Undertow on the loopback address and a port of its choice; its threads never keep a JVM alive. */
final class UndertowEngine implements HttpEngine {

    private static final String LOOPBACK = "127.0.0.1";

    /** Kept here, since the JDK forgets the level of a logger that nobody holds. */
    private static final Logger[] CHATTY = {
        Logger.getLogger("org.xnio"), Logger.getLogger("org.jboss.threads"), Logger.getLogger("io.undertow")
    };

    private final Undertow undertow;
    private final ExecutorService workers;

    UndertowEngine(Handler handler) {
        for (Logger logger : CHATTY) {
            logger.setLevel(Level.WARNING);
        }
        workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "junit-llm-recorder");
            thread.setDaemon(true);
            return thread;
        });
        undertow = Undertow.builder()
                .addHttpListener(0, LOOPBACK)
                .setWorkerOption(Options.THREAD_DAEMON, true)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                // Paths are kept as sent: %3A and : are different paths at a provider, and %2f is no slash.
                .setServerOption(UndertowOptions.DECODE_URL, false)
                // Some clients send their body only after the server has said that it wants it.
                .setHandler(new HttpContinueReadHandler(exchange -> exchange.getRequestReceiver()
                        .receiveFullBytes((received, body) -> received(handler, received, body))))
                .build();
        undertow.start();
    }

    @Override
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        undertow.stop();
        workers.shutdownNow();
    }

    private void received(Handler handler, HttpServerExchange exchange, byte[] body) {
        Incoming incoming = incoming(exchange, body);
        try {
            Optional<RecordedResponse> atOnce = handler.handleAtOnce(incoming);
            if (atOnce.isPresent()) {
                RecordedResponse answer = atOnce.get();
                head(exchange, answer.status(), answer.contentType(), answer.headers());
                exchange.getResponseSender().send(answer.body().buffer());
            } else {
                exchange.dispatch(workers, () -> answer(handler, exchange, incoming));
            }
        } catch (RuntimeException | Error defectOfOurs) {
            failed(exchange, defectOfOurs);
        }
    }

    private static Incoming incoming(HttpServerExchange exchange, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach(header ->
                        headers.put(header.getHeaderName().toString().toLowerCase(Locale.ROOT), header.getFirst()));
        String query = exchange.getQueryString();
        String target = exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query);
        return new Incoming(exchange.getRequestMethod().toString(), target, headers, Body.of(body), System.nanoTime());
    }

    private static void answer(Handler handler, HttpServerExchange exchange, Incoming incoming) {
        exchange.startBlocking();
        Response response = new Response(exchange);
        try {
            handler.handle(incoming, response);
            exchange.endExchange();
        } catch (IOException clientIsGone) {
            response.cut();
        } catch (RuntimeException | Error defectOfOurs) {
            failed(exchange, defectOfOurs);
        }
    }

    private static void failed(HttpServerExchange exchange, Throwable defectOfOurs) {
        Logger.getLogger("io.github.junitllm").log(Level.SEVERE, "the recorder failed", defectOfOurs);
        IoUtils.safeClose(exchange.getConnection());
    }

    private static void head(HttpServerExchange exchange, int status, String contentType, Map<String, String> headers) {
        exchange.setStatusCode(status);
        if (!contentType.isEmpty()) {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
        }
        headers.forEach((name, value) -> exchange.getResponseHeaders().put(HttpString.tryFromString(name), value));
    }

    private static final class Response implements Outgoing {

        private final HttpServerExchange exchange;

        private final ClientWatch watch;

        Response(HttpServerExchange exchange) {
            this.exchange = exchange;
            this.watch = new ClientWatch(exchange);
        }

        @Override
        public void whenGone(Runnable action) {
            watch.whenGone(action);
        }

        @Override
        public void send(int status, String contentType, Map<String, String> headers, byte[] body) throws IOException {
            head(exchange, status, contentType, headers);
            watch.stop();
            exchange.setResponseContentLength(body.length);
            try (OutputStream out = exchange.getOutputStream()) {
                out.write(body);
            }
        }

        @Override
        public void start(int status, String contentType, Map<String, String> headers) throws IOException {
            head(exchange, status, contentType, headers);
            if (exchange.isHttp11()) {
                // Said outright: to clients that ask to close, Undertow would end the body with the connection, and a
                // cut stream would look like a whole one.
                exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, Headers.CHUNKED.toString());
            }
            exchange.getOutputStream().flush();
        }

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            OutputStream out = exchange.getOutputStream();
            out.write(bytes, 0, length);
            out.flush();
        }

        @Override
        public void end() throws IOException {
            watch.stop();
            exchange.getOutputStream().close();
        }

        @Override
        public void cut() {
            watch.stop();
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
