package io.github.junitllm.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * HTTP/1.1 over a plain socket: recorded paths hold characters that no URI class lets through, and the bytes that come
 * back are looked at before any library has had a chance to tidy them.
 */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 30_000;

    private RawHttp() {}

    /** A response as it came; header names in lower case. */
    public record Response(int status, Map<String, String> headers, Body body) {

        /** Returns the text of an error body, as SDKs show it. */
        public String message() {
            return Json.tryRead(body.text())
                    .map(json -> json.at("/error/message").asText())
                    .orElseGet(body::text);
        }
    }

    /** Posts JSON to a URL. */
    public static Response post(String url, String body, String... headers) throws IOException {
        return post(url, body, part -> {}, headers);
    }

    /** Posts JSON and hands over each part of the answer as it comes. */
    public static Response post(String url, String body, Consumer<String> parts, String... headers) throws IOException {
        URI uri = URI.create(url);
        return send(uri.getPort(), "POST", uri.getRawPath(), "application/json", body.getBytes(UTF_8), parts, headers);
    }

    /** Sends a request with this target, whatever it looks like. */
    public static Response send(int port, String method, String target, String contentType, byte[] body)
            throws IOException {
        return send(port, method, target, contentType, body, part -> {});
    }

    private static Response send(
            int port,
            String method,
            String target,
            String contentType,
            byte[] body,
            Consumer<String> parts,
            String... headers)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n");
            if (!contentType.isEmpty()) {
                head.append("Content-Type: ").append(contentType).append("\r\n");
            }
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
            request.writeBytes(body);
            OutputStream out = socket.getOutputStream();
            out.write(request.toByteArray());
            out.flush();
            return read(new BufferedInputStream(socket.getInputStream()), parts);
        }
    }

    private static Response read(InputStream in, Consumer<String> parts) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", -1)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return new Response(status, headers, Body.of(chunks(in, parts)));
        }
        String length = headers.get("content-length");
        return new Response(
                status, headers, Body.of(length == null ? in.readAllBytes() : exactly(in, Integer.parseInt(length))));
    }

    private static byte[] chunks(InputStream in, Consumer<String> parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            byte[] part = exactly(in, size);
            all.writeBytes(part);
            parts.accept(new String(part, UTF_8));
            line(in);
        }
        return all.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).replaceFirst(";.*", "").strip(), 16);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection broke after %d of %d bytes".formatted(bytes.length, length));
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection broke within a line");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(ISO_8859_1);
    }

    /** Posts JSON and leaves the connection open: the caller decides what is read, and when the client goes. */
    public static Open open(String url, String body) throws IOException {
        return new Open(URI.create(url), body);
    }

    /** A connection whose answer is read bit by bit. */
    public static final class Open implements AutoCloseable {

        private final URI uri;
        private final Socket socket;
        private final InputStream in;
        private boolean headIsRead;

        private Open(URI uri, String body) throws IOException {
            this.uri = uri;
            this.socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort());
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream());
            send(body);
        }

        /** Sends a request on this connection. */
        public void send(String body) throws IOException {
            String request = "POST " + uri.getRawPath() + " HTTP/1.1\r\nHost: 127.0.0.1:" + uri.getPort()
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.getBytes(UTF_8).length
                    + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(UTF_8));
        }

        /** Reads the head of the next answer. */
        public String head() throws IOException {
            StringBuilder head = new StringBuilder();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                head.append(line).append('\n');
            }
            headIsRead = true;
            return head.toString();
        }

        /** Reads the next chunk, the head before it where it is still to come; empty at the end of an answer. */
        public String chunk() throws IOException {
            if (!headIsRead) {
                head();
            }
            int size = size(in);
            String part = new String(exactly(in, size), UTF_8);
            line(in);
            headIsRead = size > 0;
            return part;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
