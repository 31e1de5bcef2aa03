package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps a number of connections busy with one thread and no HTTP library, so that what is measured is the server: each
 * connection sends a request, reads the whole answer, and sends the next.
 */
final class Load {

    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n", Pattern.CASE_INSENSITIVE);
    private static final int BUFFER = 128 * 1024;

    private Load() {}

    /** Gives a connection one request after the other, each as head and body. */
    interface Requests extends Supplier<ByteBuffer[]> {}

    /**
     * What a round gave.
     *
     * @param answered number of answered requests
     * @param seconds how long it took
     * @param cpuSeconds how long the load's own thread spent on a processor
     */
    record Round(int answered, double seconds, double cpuSeconds) {

        static final Round NONE = new Round(0, 0, 0);

        Round plus(Round other) {
            return new Round(answered + other.answered, seconds + other.seconds, cpuSeconds + other.cpuSeconds);
        }

        double perSecond() {
            return answered / seconds;
        }

        /** Near 1 the load is the bottleneck and not the server. */
        double busy() {
            return cpuSeconds / seconds;
        }
    }

    /** Loads the port for a time; an answer that is not 200 ends the measurement with its text. */
    static Round run(int port, List<? extends Requests> connections, long millis) throws IOException {
        try (Selector selector = Selector.open()) {
            List<Connection> open = new ArrayList<>();
            for (Requests requests : connections) {
                open.add(new Connection(port, requests, selector));
            }
            try {
                return measure(selector, open, millis);
            } finally {
                for (Connection connection : open) {
                    connection.channel.close();
                }
            }
        }
    }

    private static Round measure(Selector selector, List<Connection> open, long millis) throws IOException {
        for (Connection connection : open) {
            connection.send();
        }
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long deadline = start + millis * 1_000_000;
        int answered = 0;
        long now = start;
        while (now < deadline) {
            selector.select(1_000);
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (connection.readAndTellWhetherWhole()) {
                    answered++;
                    connection.send();
                }
            }
            selector.selectedKeys().clear();
            now = System.nanoTime();
        }
        double seconds = (now - start) / 1e9;
        return new Round(
                answered, seconds, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9);
    }

    private static final class Connection {

        final SocketChannel channel;
        private final Requests requests;
        private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
        private int expected = -1;

        Connection(int port, Requests requests, Selector selector) throws IOException {
            this.requests = requests;
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        /** A request is far smaller than a socket's buffer, so that it always goes out at once. */
        void send() throws IOException {
            ByteBuffer[] request = requests.get();
            while (request[request.length - 1].hasRemaining()) {
                channel.write(request);
            }
        }

        boolean readAndTellWhetherWhole() throws IOException {
            if (channel.read(in) < 0) {
                throw new EOFException("the server closed a connection under load");
            }
            if (expected < 0) {
                readHead();
            }
            if (expected < 0 || in.position() < expected) {
                return false;
            }
            in.clear();
            expected = -1;
            return true;
        }

        private void readHead() {
            byte[] head = new byte[Math.min(in.position(), 1024)];
            in.duplicate().flip().get(head);
            String text = new String(head, ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return;
            }
            if (!text.startsWith("HTTP/1.1 200 ")) {
                throw new IllegalStateException("the server under load answered: " + text);
            }
            Matcher length = LENGTH.matcher(text);
            if (!length.find()) {
                throw new IllegalStateException(
                        "the server under load answered without a length: " + text.toLowerCase(Locale.ROOT));
            }
            expected = end + 4 + Integer.parseInt(length.group(1));
        }
    }
}
