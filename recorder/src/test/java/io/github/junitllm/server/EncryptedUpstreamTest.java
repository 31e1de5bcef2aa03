package io.github.junitllm.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.Rig;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real providers speak HTTP/2 over TLS; the certificate of this one is made, and trusted, for this test only. */
@Timeout(60)
class EncryptedUpstreamTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private static SSLContext before;
    private static SSLContext trusting;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = keys.resolve("upstream.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "upstream",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        String.valueOf(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore key = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            key.load(in, PASSWORD);
        }
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(key, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("upstream", key.getCertificate("upstream"));
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        before = SSLContext.getDefault();
        SSLContext.setDefault(trusting);
    }

    @AfterAll
    static void trustNobodyNew() {
        SSLContext.setDefault(before);
    }

    private final List<String> protocols = new CopyOnWriteArrayList<>();

    private Undertow upstream(boolean http2, HttpHandler handler) {
        Undertow upstream = Undertow.builder()
                .addHttpsListener(0, "127.0.0.1", trusting)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, http2)
                .setHandler(new BlockingHandler(exchange -> {
                    protocols.add(exchange.getProtocol().toString());
                    handler.handleRequest(exchange);
                }))
                .build();
        upstream.start();
        return upstream;
    }

    private Rig rig(Undertow upstream) {
        int port = ((InetSocketAddress) upstream.getListenerInfo().get(0).getAddress()).getPort();
        return new Rig(folder.resolve("c.jsonl")).openAiAt("https://127.0.0.1:" + port + "/v1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_stream_is_passed_on_chunk_by_chunk(boolean http2) throws Exception {
        Semaphore seen = new Semaphore(0);
        Undertow upstream = upstream(http2, exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
            for (int i = 0; i < 20; i++) {
                exchange.getOutputStream().write(("data: " + i + "\n\n").getBytes(UTF_8));
                exchange.getOutputStream().flush();
                assertThat(seen.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            }
        });
        List<String> parts = new ArrayList<>();
        try (Rig rig = rig(upstream)) {
            String url = rig.lane(Mode.RECORD).baseUrl("openai") + "/chat/completions";
            RawHttp.post(url, "{}", part -> {
                parts.add(part);
                seen.release();
            });
            assertThat(parts).hasSize(20).startsWith("data: 0\n\n").endsWith("data: 19\n\n");
            assertThat(protocols).containsExactly(http2 ? "HTTP/2.0" : "HTTP/1.1");
            assertThat(rig.reload().exchanges().get(0).response().events()).hasSize(20);
        } finally {
            upstream.stop();
        }
    }

    @Test
    void a_client_that_goes_ends_its_own_call_and_no_other_on_the_same_connection() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Undertow upstream = upstream(true, exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
            exchange.getOutputStream().write("data: 1\n\n".getBytes(UTF_8));
            exchange.getOutputStream().flush();
            if (protocols.size() == 1) {
                try {
                    while (ended.getCount() > 0) {
                        exchange.getOutputStream().write(": wait\n\n".getBytes(UTF_8));
                        exchange.getOutputStream().flush();
                    }
                } catch (IOException reset) {
                    ended.countDown();
                }
            }
        });
        try (Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.LIVE);
            String url = lane.baseUrl("openai") + "/chat/completions";
            try (RawHttp.Open open = RawHttp.open(url, "{}")) {
                assertThat(open.chunk()).isEqualTo("data: 1\n\n");
            }
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(RawHttp.post(url, "{}").body()).hasToString("data: 1\n\n");
            assertThat(protocols).containsOnly("HTTP/2.0");
        } finally {
            upstream.stop();
        }
    }

    @Test
    void a_certificate_that_nobody_trusts_is_named_as_the_trouble() throws Exception {
        SSLContext.setDefault(before);
        Undertow upstream = upstream(true, exchange -> {});
        try (Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.RECORD);
            RawHttp.Response response = RawHttp.post(lane.baseUrl("openai") + "/chat/completions", "{}");
            assertThat(response.status()).isEqualTo(502);
            assertThat(response.message()).contains("openai at https://127.0.0.1:", "SSLHandshakeException");
            assertThat(protocols).isEmpty();
        } finally {
            upstream.stop();
            SSLContext.setDefault(trusting);
        }
    }

    /** What we run on must have it, or the tests above prove nothing. */
    @Test
    void the_default_context_is_ours() throws NoSuchAlgorithmException {
        assertThat(SSLContext.getDefault()).isSameAs(trusting);
    }
}
