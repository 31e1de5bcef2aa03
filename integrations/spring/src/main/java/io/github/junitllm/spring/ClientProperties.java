package io.github.junitllm.spring;

import io.github.junitllm.server.Lane;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.env.PropertyResolver;

/** The properties by which Spring AI and the Spring Boot starters of LangChain4j know their providers. */
final class ClientProperties {

    /** Prefix of Spring AI, upstream of ours; always set, since they switch nothing on. */
    private static final Map<String, String> SPRING_AI = Map.of(
            "spring.ai.openai", "openai",
            "spring.ai.anthropic", "anthropic",
            "spring.ai.mistralai", "mistral",
            "spring.ai.deepseek", "deepseek",
            "spring.ai.ollama", "ollama");

    private static final Map<String, String> LANGCHAIN4J = Map.of(
            "langchain4j.open-ai", "openai",
            "langchain4j.anthropic", "anthropic",
            "langchain4j.mistral-ai", "mistral",
            "langchain4j.google-ai-gemini", "google",
            "langchain4j.ollama", "ollama");

    private static final List<String> MODELS = List.of(
            "chat-model",
            "streaming-chat-model",
            "language-model",
            "streaming-language-model",
            "embedding-model",
            "moderation-model",
            "image-model");

    /** Models of Spring AI that can have a URL of their own, which wins over the common one. */
    private static final List<String> KINDS =
            List.of("chat", "embedding", "moderation", "image", "audio.speech", "audio.transcription");

    private ClientProperties() {}

    static Map<String, Object> of(String recorder, PropertyResolver application) {
        Map<String, Object> properties = new TreeMap<>();
        SPRING_AI.forEach((prefix, upstream) -> {
            set(properties, prefix, recorder + "/" + upstream);
            KINDS.forEach(kind -> replace(properties, prefix + "." + kind, recorder + "/" + upstream, application));
        });
        LANGCHAIN4J.forEach((prefix, upstream) -> MODELS.forEach(
                model -> bind(properties, prefix + "." + model, recorder + "/" + upstream, application)));
        return properties;
    }

    private static void set(Map<String, Object> properties, String prefix, String url) {
        properties.put(prefix + ".base-url", url);
        properties.put(prefix + ".api-key", Lane.DUMMY_KEY);
    }

    private static void replace(
            Map<String, Object> properties, String prefix, String url, PropertyResolver application) {
        if (application.containsProperty(prefix + ".base-url")) {
            properties.put(prefix + ".base-url", url);
        }
        if (application.containsProperty(prefix + ".api-key")) {
            properties.put(prefix + ".api-key", Lane.DUMMY_KEY);
        }
    }

    /** A key or a URL switches a model of LangChain4j on, so only those that the application has are pointed here. */
    private static void bind(Map<String, Object> properties, String prefix, String url, PropertyResolver application) {
        if (application.containsProperty(prefix + ".api-key") || application.containsProperty(prefix + ".base-url")) {
            set(properties, prefix, url);
        }
    }
}
