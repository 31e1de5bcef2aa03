package io.github.junitllm.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Sha256;
import io.github.junitllm.match.MatchRules;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.redact.RedactionRules;
import io.github.junitllm.server.HttpEngine.Incoming;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the keys of requests that came before: samples repeat the same request, and to redact it and to spell it
 * canonically costs more than all the rest of a replay. Only hashes are kept, since a request may hold a secret.
 */
final class KnownKeys {

    /** For each cassette, of about 300 bytes each. */
    private static final int MOST = 20_000;

    /** Each cassette has rules of its own for what makes requests equal. */
    private final Map<Cassette, Map<Known, RequestKey>> byCassette = new WeakHashMap<>();

    /** A request may be another one when other parts of it are redacted. */
    private record Known(RedactionRules redaction, String hash) {}

    /** All of a request that its key depends on. */
    record Asked(RedactionRules redaction, String upstream, String path, Incoming incoming) {

        private Known in(MatchRules rules) {
            MessageDigest digest = Sha256.digest();
            for (String part : new String[] {incoming.method(), upstream, path, incoming.header("content-type")}) {
                digest.update(part.getBytes(UTF_8));
                digest.update((byte) 0);
            }
            rules.headers().forEach(name -> digest.update((name + ':' + incoming.header(name) + '\n').getBytes(UTF_8)));
            incoming.body().update(digest);
            return new Known(redaction, new String(digest.digest(), ISO_8859_1));
        }
    }

    Optional<RequestKey> find(Cassette cassette, Asked asked) {
        return Optional.ofNullable(of(cassette).get(asked.in(cassette.rules())));
    }

    void remember(Cassette cassette, Asked asked, RequestKey key) {
        Map<Known, RequestKey> known = of(cassette);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(asked.in(cassette.rules()), key);
    }

    private Map<Known, RequestKey> of(Cassette cassette) {
        synchronized (byCassette) {
            return byCassette.computeIfAbsent(cassette, none -> new ConcurrentHashMap<>());
        }
    }
}
