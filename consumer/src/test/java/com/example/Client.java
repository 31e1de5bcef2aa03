package com.example;

import io.github.junitllm.sampling.Llm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

final class Client {

    private Client() {}

    static String ask(Llm llm, String question) {
        String body = "{\"model\":\"tiny-1\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(llm.baseUrl("openai") + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return llm.calls().isEmpty() ? "" : llm.calls().get(0).text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
