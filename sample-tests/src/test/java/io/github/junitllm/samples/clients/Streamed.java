package io.github.junitllm.samples.clients;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** What came of a stream of LangChain4j: the parts one by one, and the whole. */
record Streamed(List<String> parts, ChatResponse whole) {

    static Streamed of(StreamingChatModel model, ChatRequest request) {
        List<String> parts = new CopyOnWriteArrayList<>();
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        model.chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String part) {
                parts.add(part);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                whole.completeExceptionally(error);
            }
        });
        return new Streamed(parts, whole.join());
    }

    String text() {
        return String.join("", parts);
    }
}
