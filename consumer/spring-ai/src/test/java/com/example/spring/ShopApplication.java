package com.example.spring;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The application under test: a client that is built once, and an embedding that it needs before it can start. */
@SpringBootApplication
class ShopApplication {

    static final AtomicInteger STARTS = new AtomicInteger();

    record Handbook(float[] embedding) {}

    @Bean
    Handbook handbook(EmbeddingModel embeddings) {
        STARTS.incrementAndGet();
        return new Handbook(embeddings.embed("Hello, world!"));
    }

    @Bean
    ChatClient chat(ChatClient.Builder builder) {
        return builder.build();
    }
}
