package io.github.junitllm.judge;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * A judge's model over HTTP: any provider that speaks OpenAI's chat completions, or Anthropic's messages. Both are made to keep to
 * the schema of the reply. Immutable, safe for parallel use.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class HttpJudgeModel implements JudgeModel {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int ANTHROPIC_MOST_TOKENS = 2_000;
    private static final int EXCERPT = 200;

    private final boolean anthropic;
    private final String baseUrl;
    private final String key;

    private HttpJudgeModel(boolean anthropic, String baseUrl, String key) {
        this.anthropic = anthropic;
        this.baseUrl = baseUrl;
        this.key = key;
    }

    /** Makes a model at an address of OpenAI's shape, without {@code /v1}. */
    public static HttpJudgeModel openAi(String baseUrl, String key) {
        return new HttpJudgeModel(false, baseUrl, key);
    }

    /** Makes a model at an address of Anthropic's shape, without {@code /v1}. */
    public static HttpJudgeModel anthropic(String baseUrl, String key) {
        return new HttpJudgeModel(true, baseUrl, key);
    }

    @Override
    public String ask(JudgeRequest request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(
                        URI.create(baseUrl + (anthropic ? "/v1/messages" : "/v1/chat/completions")))
                .timeout(LONGEST)
                .header("content-type", "application/json");
        if (anthropic) {
            http.header("x-api-key", key).header("anthropic-version", "2023-06-01");
        } else {
            http.header("authorization", "Bearer " + key);
        }
        String body = Json.write(anthropic ? messages(request) : chat(request));
        HttpResponse<String> response;
        try {
            response = HTTP.send(
                    http.POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new JudgeException("the call of the judge's model broke: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JudgeException("the call of the judge's model was interrupted", e);
        }
        if (response.statusCode() != 200) {
            throw new JudgeException("the judge's model answered with status %d: %s"
                    .formatted(response.statusCode(), excerpt(response.body())));
        }
        JsonNode reply = Json.tryRead(response.body())
                .orElseThrow(() ->
                        new JudgeException("the judge's model answered with no JSON: " + excerpt(response.body())));
        return anthropic
                ? toolInput(reply)
                : reply.at("/choices/0/message/content").asText("");
    }

    private static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }

    private static ObjectNode chat(JudgeRequest request) {
        ObjectNode body =
                Json.MAPPER.createObjectNode().put("model", request.model()).put("temperature", request.temperature());
        body.putArray("messages").add(message("system", request.system())).add(message("user", request.user()));
        body.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "verdict")
                .put("strict", true)
                .set("schema", schema(request));
        return body;
    }

    private static ObjectNode messages(JudgeRequest request) {
        ObjectNode body = Json.MAPPER
                .createObjectNode()
                .put("model", request.model())
                .put("max_tokens", ANTHROPIC_MOST_TOKENS)
                .put("temperature", request.temperature())
                .put("system", request.system());
        body.putArray("messages").add(message("user", request.user()));
        body.putArray("tools")
                .addObject()
                .put("name", "verdict")
                .put("description", "Gives the verdict.")
                .set("input_schema", schema(request));
        body.putObject("tool_choice").put("type", "tool").put("name", "verdict");
        return body;
    }

    private static JsonNode schema(JudgeRequest request) {
        return Json.tryRead(request.schema()).orElseThrow();
    }

    private static ObjectNode message(String role, String content) {
        return Json.MAPPER.createObjectNode().put("role", role).put("content", content);
    }

    private static String toolInput(JsonNode reply) {
        for (JsonNode part : reply.path("content")) {
            if (part.path("type").asText().equals("tool_use")) {
                return Json.write(part.path("input"));
            }
        }
        return "";
    }
}
