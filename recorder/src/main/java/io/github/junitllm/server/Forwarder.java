package io.github.junitllm.server;

import io.github.junitllm.server.HttpEngine.Incoming;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Sends a request on to its upstream and hands back the response as it comes. Follows no redirect. */
final class Forwarder {

    /** Headers of one connection, those the JDK sets itself, and those that could carry the dummy key. */
    private static final Set<String> NOT_FORWARDED = Set.of(
            "accept-encoding",
            "api-key",
            "authorization",
            "baggage",
            "connection",
            "content-length",
            "cookie",
            "expect",
            "host",
            "http2-settings",
            "junit-llm-lane",
            "keep-alive",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            // A signature of AWS is for the address that the application called.
            "x-amz-content-sha256",
            "x-amz-date",
            "x-amz-security-token",
            "x-api-key",
            "x-goog-api-key");

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(30))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** Starts the call; cancelling it closes its connection. */
    CompletableFuture<HttpResponse<InputStream>> send(
            Upstream upstream, String path, UpstreamKey key, Incoming incoming) {
        URI uri = URI.create(upstream.url(withoutDummy(path)));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                // The upgrade offer to HTTP/2 without TLS confuses small servers.
                .version(uri.getScheme().equals("https") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .method(
                        incoming.method(),
                        incoming.body().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(
                                        incoming.body().bytes()));
        incoming.headers().forEach((name, value) -> {
            if (!NOT_FORWARDED.contains(name)) {
                request.header(name, value);
            }
        });
        request.header("accept-encoding", "identity");
        if (!key.header().isEmpty()) {
            request.header(key.header(), key.value());
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Some clients put the key into the query; the real one goes into the header, and two keys are none. */
    private static String withoutDummy(String path) {
        return path.replaceAll("(?<=[?&])[^?&=]*=" + Lane.DUMMY_KEY + "(?:&|$)", "")
                .replaceFirst("[?&]$", "");
    }
}
