package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Answers with a stream of events, one after the other at a fixed pace, and notes when each was handed to the socket. */
final class PacedUpstream implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Long> sent = new CopyOnWriteArrayList<>();
    private final int chunks;
    private final long gapNanos;

    PacedUpstream(int chunks, long gapMillis) throws IOException {
        this.chunks = chunks;
        this.gapNanos = gapMillis * 1_000_000;
        Thread thread = new Thread(this::serve, "paced-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    List<Long> sent() {
        return List.copyOf(sent);
    }

    private void serve() {
        try (Socket socket = server.accept()) {
            socket.setTcpNoDelay(true);
            readRequest(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                    .getBytes(ISO_8859_1));
            out.flush();
            long due = System.nanoTime();
            for (int i = 0; i < chunks; i++) {
                due += gapNanos;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                byte[] chunk = chunk("data: {\"choices\":[{\"delta\":{\"content\":\"word " + i + "\"}}]}\n\n");
                sent.add(System.nanoTime());
                out.write(chunk);
                out.flush();
            }
            out.write("0\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] chunk(String text) {
        return (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(ISO_8859_1);
    }

    /** The body of the one request we are sent is {@code {}}. */
    static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 || !head.toString().endsWith("{}")) {
            int b = in.read();
            if (b < 0) {
                return;
            }
            head.append((char) b);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
