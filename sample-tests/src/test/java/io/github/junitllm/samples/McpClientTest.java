package io.github.junitllm.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The official client of the Model Context Protocol, on a server's answers that were recorded. The server is a script: SIMULATED. */
@Timeout(60)
class McpClientTest {

    /** Runs below in an engine of its own, so that this class can look at its colours. */
    static class WeatherEval {

        static String city = "Paris";

        record Question(String ask, String expect) {}

        @LlmEval(samples = 2)
        @Golden(inline = "[{id: paris, ask: 'How is the weather?', expect: sunny}]")
        void asksForTheWeather(Question question, Llm llm) {
            HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport.builder(
                            llm.baseUrl("weather-mcp") + "/")
                    .endpoint("mcp")
                    .build();
            try (McpSyncClient client = McpClient.sync(transport).build()) {
                client.initialize();

                assertThat(client.listTools().tools()).extracting("name").containsExactly("weather");
                assertThat(client.callTool(new CallToolRequest("weather", Map.of("city", city)))
                                .content())
                        .extracting(content -> ((TextContent) content).text())
                        .containsExactly(question.expect());
            }
        }
    }

    private static final Map<String, String> RESULTS = Map.of(
            "initialize",
            "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"weather\",\"version\":\"1\"}}",
            "tools/list",
            "{\"tools\":[{\"name\":\"weather\",\"inputSchema\":{\"type\":\"object\"}}]}",
            "tools/call",
            "{\"content\":[{\"type\":\"text\",\"text\":\"sunny\"}]}");
    private static final Pattern METHOD = Pattern.compile("\"method\" ?: ?\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\" ?: ?(\"[^\"]+\"|\\d+)");

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void recorded_once_and_replayed_without_the_server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mcp", this::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        int port = server.getAddress().getPort();

        assertThat(run("record", port)).isEmpty();
        assertThat(asked).filteredOn("initialize"::equals).hasSize(2);
        assertThat(asked).filteredOn("tools/call"::equals).hasSize(2);
        server.stop(0);
        asked.clear();
        assertThat(run("replay", port)).isEmpty();
        WeatherEval.city = "Rome";
        assertThat(run("replay", port)).anySatisfy(message -> assertThat(message)
                .contains("/params/arguments/city: recorded \"Paris\", now \"Rome\""));
        assertThat(asked).isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Matcher method = METHOD.matcher(request);
        asked.add(method.find() ? method.group(1) : exchange.getRequestMethod());
        Matcher id = ID.matcher(request);
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.sendResponseHeaders(405, -1);
        } else if (id.find()) {
            String result = RESULTS.getOrDefault(method.group(1), "{}");
            String message = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(id.group(1), result);
            boolean stream = method.group(1).equals("tools/call");
            byte[] body = (stream ? "event: message\ndata: " + message + "\n\n" : message).getBytes(UTF_8);
            exchange.getResponseHeaders().set("content-type", stream ? "text/event-stream" : "application/json");
            exchange.getResponseHeaders().set("mcp-session-id", "0b8c3ff2-7d35-43a8-a2a5-5d8cfd3b37a1");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } else {
            exchange.sendResponseHeaders(202, -1);
        }
        exchange.close();
    }

    private List<String> run(String mode, int port) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(WeatherEval.class))
                .configurationParameter("junit.llm.mode", mode)
                .configurationParameter(
                        "junit.llm.cassettes", folder.resolve("cassettes").toString())
                .configurationParameter(
                        "junit.llm.results", folder.resolve("results").toString())
                .configurationParameter("junit.llm.upstream.weather-mcp", "http://127.0.0.1:" + port)
                .configurationParameter("junit.llm.upstream.weather-mcp.simulated", "true")
                .execute()
                .allEvents()
                .failed()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .map(Throwable::getMessage)
                .toList();
    }
}
