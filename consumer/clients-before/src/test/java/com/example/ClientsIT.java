package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import com.anthropic.client.AnthropicClient;
import com.openai.client.OpenAIClient;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A recording made with one minor version of a client replays with the other: an upgrade kills no recording. */
class ClientsIT {

    private static final List<Class<?>> CLIENTS = List.of(
            OpenAiChatModel.class,
            AnthropicChatModel.class,
            GoogleAiGeminiChatModel.class,
            OllamaChatModel.class,
            OpenAIClient.class,
            AnthropicClient.class);

    @TempDir
    private Path results;

    @Test
    void runs_with_the_versions_that_it_says() {
        List<String> jars = CLIENTS.stream()
                .map(client -> client.getProtectionDomain().getCodeSource().getLocation().getPath())
                .map(path -> path.substring(path.lastIndexOf('/') + 1).replace(".jar", ""))
                .toList();

        assertThat(String.join(", ", jars)).isEqualTo(System.getProperty("consumer.clients"));
    }

    @Test
    void every_recording_replays() throws IOException {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("io.github.junitllm.samples.clients"))
                .configurationParameter("junit.llm.results", results.toString())
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();

        LauncherFactory.create().execute(request, listener);

        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getFailures()).extracting(failure -> failure.getException().getMessage()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThanOrEqualTo(15);
        System.out.printf(
                "%d recordings replay with %s; wire differs in %d calls%n",
                summary.getTestsSucceededCount(), System.getProperty("consumer.clients"), wireDiffers());
    }

    private long wireDiffers() throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            long calls = 0;
            for (Path file : files.toList()) {
                calls += Files.readString(file).split("\"wire_differs\":true", -1).length - 1;
            }
            return calls;
        }
    }
}
