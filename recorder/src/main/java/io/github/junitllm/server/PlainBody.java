package io.github.junitllm.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Serial;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** The body as the application shall see it; some upstreams compress although we ask them not to. */
final class PlainBody {

    private static final int BUFFER = 8 * 1024;

    private PlainBody() {}

    static InputStream of(HttpResponse<InputStream> response) throws IOException {
        String encoding = String.join(", ", response.headers().allValues("content-encoding"))
                .strip()
                .toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> response.body();
            case "gzip", "x-gzip" -> unzipped(response.body());
            default -> throw new UnknownEncoding(encoding);
        };
    }

    /** Answers to HEAD and those without content may say gzip and hold nothing. */
    private static InputStream unzipped(InputStream body) throws IOException {
        PushbackInputStream zipped = new PushbackInputStream(body);
        int first = zipped.read();
        if (first < 0) {
            return zipped;
        }
        zipped.unread(first);
        return new GZIPInputStream(zipped, BUFFER);
    }

    /** An answer that no client of ours has asked for. */
    static final class UnknownEncoding extends IOException {

        @Serial
        private static final long serialVersionUID = 1;

        private final String encoding;

        UnknownEncoding(String encoding) {
            super(encoding);
            this.encoding = encoding;
        }

        String encoding() {
            return encoding;
        }
    }
}
