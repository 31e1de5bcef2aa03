package io.github.junitllm.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.RecordedRequest;

/** The API that a request speaks, told by its path as the readers do it. */
enum Wire {
    OPENAI_CHAT,
    OPENAI_RESPONSES,
    COMPLETIONS,
    ANTHROPIC,
    GEMINI,
    OLLAMA,
    COHERE,
    BEDROCK,
    OTHER;

    static Wire of(RecordedRequest request) {
        String path = request.path().replaceFirst("\\?.*", "");
        if (path.endsWith("/chat/completions") || isWriter(path, request)) {
            return OPENAI_CHAT;
        }
        if (path.endsWith("/v1/messages")) {
            return ANTHROPIC;
        }
        if (path.matches(".*/responses(/[^/]+){0,2}")) {
            return OPENAI_RESPONSES;
        }
        if (path.matches(".*/models/[^/]+:\\w+")) {
            return GEMINI;
        }
        if (path.endsWith("/api/chat") || path.endsWith("/api/generate") || path.endsWith("/api/embed")) {
            return OLLAMA;
        }
        if (path.matches(".*/v[12]/(chat|generate|embed)")) {
            return COHERE;
        }
        if (path.matches(".*/model/.+/(converse|invoke)(-.*)?")) {
            return BEDROCK;
        }
        return path.endsWith("/completions") ? COMPLETIONS : ofUpstream(request.upstream());
    }

    /** Paths beside the chat, for example of files, have no answer to change but errors of the same shape. */
    private static Wire ofUpstream(String name) {
        return switch (name) {
            case "anthropic" -> ANTHROPIC;
            case "google" -> GEMINI;
            case "cohere" -> COHERE;
            case "ollama" -> OLLAMA;
            default -> OTHER;
        };
    }

    private static boolean isWriter(String path, RecordedRequest request) {
        return path.endsWith("/v1/chat")
                && request.body()
                        .exactText()
                        .flatMap(Json::tryRead)
                        .map((JsonNode body) -> body.has("messages"))
                        .orElse(false);
    }
}
