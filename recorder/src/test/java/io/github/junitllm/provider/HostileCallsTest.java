package io.github.junitllm.provider;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.importer.ImportReport.Imported;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers see whatever a provider or an attacker sends: real bodies, damaged in a way that the seed repeats. */
class HostileCallsTest {

    private static final List<String> VALUES =
            List.of("null", "[]", "{}", "\"\"", "-1", "1e999999", "[[[0]]]", "true", "9999999999999999999999");

    @TempDir
    Path folder;

    private final Random random = new Random(20261124);

    @Test
    @Timeout(60)
    void no_damage_makes_a_reader_throw() {
        for (Imported row : RealCalls.all(folder)) {
            for (int i = 0; i < 100; i++) {
                Exchange damaged = damaged(row.exchange());
                assertThatCode(() -> CallReaders.read(damaged))
                        .as("%s: %s", row.id(), damaged.response().body().text())
                        .doesNotThrowAnyException();
            }
        }
    }

    private Exchange damaged(Exchange exchange) {
        RecordedRequest request = exchange.request();
        RecordedResponse response = exchange.response();
        List<StreamEvent> events = response.events().stream()
                .map(event -> new StreamEvent(event.atMillis(), damaged(event.raw())))
                .toList();
        return new Exchange(
                exchange.key(),
                1,
                1,
                new RecordedRequest(
                        request.method(),
                        request.upstream(),
                        request.path().replaceFirst("model", random.nextBoolean() ? "model" : "model/%zz%"),
                        request.contentType(),
                        damaged(request.body())),
                events.isEmpty()
                        ? RecordedResponse.whole(response.status(), response.contentType(), damaged(response.body()))
                        : RecordedResponse.streamed(
                                response.status(), response.contentType(), new TreeMap<>(), events, 0),
                exchange.provenance());
    }

    /** Puts another value in the place of one, so that most damage is still JSON; else cuts or flips a byte. */
    private Body damaged(Body body) {
        String text = body.text();
        int colon = text.indexOf("\":", random.nextInt(text.length() + 1));
        if (random.nextInt(4) > 0 && colon >= 0) {
            String tail = text.substring(colon + 2);
            String value = VALUES.get(random.nextInt(VALUES.size()));
            return Body.of(text.substring(0, colon + 2)
                    + tail.replaceFirst("^\\s*(\"(?:[^\"\\\\]|\\\\.){0,200}\"|[\\w.+-]+|\\{}|\\[])", value));
        }
        byte[] bytes = body.bytes();
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return Body.of(bytes);
    }
}
