package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Reads a chunked answer from a socket, chunk by chunk, without keeping it. */
final class StreamClient {

    private StreamClient() {}

    /** When a request was sent, and when each chunk of its answer was there in full. */
    record Times(long sent, List<Long> arrivals) {}

    /** Posts {@code {}} and notes the times. */
    static Times times(String url) throws IOException {
        List<Long> arrivals = new ArrayList<>();
        long sent = read(url, size -> arrivals.add(System.nanoTime()));
        return new Times(sent, arrivals);
    }

    /** Posts {@code {}} and hands over the size of each chunk when it is there; returns when the request was sent. */
    static long read(String url, IntConsumer chunks) throws IOException {
        URI uri = URI.create(url);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            socket.setTcpNoDelay(true);
            // The server has accepted it by then, as the connection of a client that keeps it open.
            LockSupport.parkNanos(20_000_000);
            long sent = System.nanoTime();
            socket.getOutputStream()
                    .write(("POST " + uri.getRawPath() + " HTTP/1.1\r\nHost: 127.0.0.1:" + uri.getPort()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
                            .getBytes(ISO_8859_1));
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            String status = line(in);
            if (!status.startsWith("HTTP/1.1 200 ")) {
                throw new IOException("the recorder answered " + status);
            }
            while (!line(in).isEmpty()) {
                // the head ends with an empty line
            }
            for (int size = size(in); size > 0; size = size(in)) {
                in.skipNBytes(size);
                chunks.accept(size);
                line(in);
            }
            return sent;
        }
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the answer was cut");
            }
            line.append((char) b);
        }
        return line.toString().strip();
    }
}
