package io.github.junitllm.sampling;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.exchange.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The application under test: one question, one call over real HTTP. */
final class Chat {

    static final String MODEL = "tiny-1";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Chat() {}

    /** The body of most evals here. */
    static void expectYes(GoldenCase golden, Llm llm) {
        assertThatAnswer(ask(llm, golden.text("question"))).isEqualTo("yes");
    }

    static String requestBody(String question) {
        return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":%s}]}"
                .formatted(MODEL, Json.write(Json.MAPPER.getNodeFactory().textNode(question)));
    }

    static String responseBody(String answer, String finishReason) {
        return "{\"model\":\"tiny-1-2026\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":%s},\"finish_reason\":\"%s\"}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5}}"
                .formatted(Json.write(Json.MAPPER.getNodeFactory().textNode(answer)), finishReason);
    }

    /** Asks, and gives the answer's text; an HTTP error is an exception as in any SDK. */
    static String ask(Llm llm, String question) {
        return ask(llm.baseUrl("openai"), question);
    }

    static String ask(String baseUrl, String question) {
        return askAt(baseUrl + "/v1/chat/completions", question);
    }

    static String askAt(String url, String question) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(requestBody(question)))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("HTTP " + response.statusCode());
            }
            JsonNode body = Json.MAPPER.readTree(response.body());
            return body.at("/choices/0/message/content").asText();
        } catch (IOException e) {
            throw new IllegalStateException("the call broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
