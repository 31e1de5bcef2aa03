package io.github.junitllm.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider on a plain socket: it decides about every byte and when it goes out. */
public final class RawUpstream implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "raw-upstream");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** A request as it came: head with request line and headers, and body. */
    public record Request(int number, String head, String body, InputStream in) {

        /** Waits until the other side has closed the connection. */
        public void awaitClosed() throws IOException {
            in.readAllBytes();
        }
    }

    /** Writes the answer; the connection is closed when it returns. */
    public interface Script {
        void answer(Request request, OutputStream out) throws IOException;
    }

    /** Starts it. */
    public RawUpstream(Script script) throws IOException {
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    threads.execute(() -> serve(socket, script));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    /** Returns the base URL with version segment. */
    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    /** Returns the port. */
    public int port() {
        return server.getLocalPort();
    }

    /** Returns what came, in order. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    /** Sends a whole JSON answer. */
    public static void json(OutputStream out, int status, String body, String... headers) throws IOException {
        whole(out, status, "application/json", body.getBytes(UTF_8), headers);
    }

    /** Sends a whole answer. */
    public static void whole(OutputStream out, int status, String type, byte[] body, String... headers)
            throws IOException {
        head(out, status, type, "content-length: " + body.length, headers);
        out.write(body);
        out.flush();
    }

    /** Starts an event stream in chunks. */
    public static void startStream(OutputStream out, String... headers) throws IOException {
        head(out, 200, "text/event-stream", "transfer-encoding: chunked", headers);
    }

    /** Starts an answer in chunks. */
    public static void start(OutputStream out, int status, String type) throws IOException {
        head(out, status, type, "transfer-encoding: chunked");
    }

    /** Sends one chunk. */
    public static void chunk(OutputStream out, String text) throws IOException {
        chunk(out, text.getBytes(UTF_8));
    }

    /** Sends one chunk. */
    public static void chunk(OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
        out.write(bytes);
        out.write("\r\n".getBytes(ISO_8859_1));
        out.flush();
    }

    /** Ends a stream properly. */
    public static void endStream(OutputStream out) throws IOException {
        out.write("0\r\n\r\n".getBytes(ISO_8859_1));
        out.flush();
    }

    private static void head(OutputStream out, int status, String type, String length, String... headers)
            throws IOException {
        StringBuilder head = new StringBuilder(
                "HTTP/1.1 " + status + " X\r\ncontent-type: " + type + "\r\n" + length + "\r\nconnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
        out.flush();
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    return;
                }
                head.write(b);
            }
            String text = head.toString(ISO_8859_1);
            int length = text.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(
                            line.substring("content-length:".length()).strip()))
                    .findFirst()
                    .orElse(0);
            String body = new String(in.readNBytes(length), UTF_8);
            Request request;
            synchronized (this) {
                request = new Request(requests.size() + 1, text, body, in);
                requests.add(request);
            }
            script.answer(request, socket.getOutputStream());
        } catch (IOException clientIsGone) {
            // the test sees it on the other side
        }
    }
}
