package io.github.junitllm.sampling;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.match.RequestKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs eval classes in an engine of their own, on cassettes in a folder of their own. */
final class Evals {

    final Path cassettes;
    private final Path allResults;
    private int runs;
    private final Map<String, String> settings = new HashMap<>();

    Evals(Path folder) {
        this.cassettes = folder.resolve("cassettes");
        this.allResults = folder.resolve("results");
        set("cassettes", cassettes.toString());
    }

    Evals set(String key, String value) {
        settings.put("junit.llm." + key, value);
        return this;
    }

    Evals setJunit(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Puts one take per answer into the cassette of a case, for samples 1, 2, ... */
    Evals recorded(Class<?> testClass, String method, String caseId, String question, String... answers) {
        return recordedWith(testClass, method, caseId, question, 200, "stop", answers);
    }

    Evals recordedWith(
            Class<?> testClass,
            String method,
            String caseId,
            String question,
            int status,
            String finishReason,
            String... answers) {
        Path file = cassettes
                .resolve(testClass.getName().replace('$', '.'))
                .resolve(method)
                .resolve(caseId + ".jsonl");
        try (Cassette cassette = Cassette.open(file, testClass.getName() + "#" + method, caseId)) {
            for (int sample = 1; sample <= answers.length; sample++) {
                RecordedRequest request = new RecordedRequest(
                        "POST",
                        "openai",
                        "/v1/chat/completions",
                        "application/json",
                        Body.of(Chat.requestBody(question)));
                cassette.add(new Exchange(
                        RequestKey.of(request).exact(),
                        sample,
                        1,
                        request,
                        RecordedResponse.whole(
                                status,
                                "application/json",
                                Body.of(Chat.responseBody(answers[sample - 1], finishReason))),
                        Provenance.recorded(Instant.parse("2026-11-20T10:00:00Z"))));
            }
        }
        return this;
    }

    /** Leaves out what differs from machine to machine. */
    String plain(String message) {
        return message.replace(cassettes.toString(), "<cassettes>").replaceAll("\\n  results: .*", "");
    }

    Run run(Class<?> testClass) {
        return execute(EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass)));
    }

    Run run(Class<?> testClass, String method, String parameterTypes) {
        return execute(
                EngineTestKit.engine("junit-jupiter").selectors(selectMethod(testClass, method, parameterTypes)));
    }

    Run runUniqueId(String uniqueId) {
        return execute(EngineTestKit.engine("junit-jupiter").selectors(selectUniqueId(uniqueId)));
    }

    private Run execute(EngineTestKit.Builder kit) {
        Path results = allResults.resolve("run-" + ++runs);
        set("results", results.toString());
        EngineExecutionResults executed = kit.configurationParameters(settings)
                .enableImplicitConfigurationParameters(false)
                .execute();
        return new Run(executed, resultLines(results));
    }

    private static List<JsonNode> resultLines(Path results) {
        List<JsonNode> lines = new ArrayList<>();
        if (!Files.exists(results)) {
            return lines;
        }
        try (Stream<Path> files = Files.list(results)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(Json.MAPPER.readTree(line));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an engine run showed. */
    record Run(EngineExecutionResults executed, List<JsonNode> lines) {

        /** How the container of the eval method ended, for a class with one eval. */
        TestExecutionResult container() {
            return executed.containerEvents().stream()
                    .filter(event -> event.getType() == EventType.FINISHED)
                    .filter(event -> event.getTestDescriptor()
                            .getUniqueId()
                            .getLastSegment()
                            .getType()
                            .equals("test-template"))
                    .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                    .reduce((first, second) -> {
                        throw new IllegalStateException("more than one eval");
                    })
                    .orElseThrow();
        }

        TestExecutionResult.Status status() {
            return container().getStatus();
        }

        String message() {
            return container()
                    .getThrowable()
                    .map(thrown -> String.valueOf(thrown.getMessage()))
                    .orElse("");
        }

        Throwable thrown() {
            return container().getThrowable().orElseThrow();
        }

        /** Display name and status of every sample, in order of their ends. */
        List<String> samples() {
            return finishedTests()
                    .map(event -> event.getTestDescriptor().getDisplayName() + " "
                            + event.getRequiredPayload(TestExecutionResult.class)
                                    .getStatus())
                    .toList();
        }

        /** The message of the first sample that did not succeed. */
        String sampleMessage() {
            return finishedTests()
                    .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                    .flatMap(result -> result.getThrowable().stream())
                    .map(thrown -> String.valueOf(thrown.getMessage()))
                    .findFirst()
                    .orElse("");
        }

        /** The unique id of the sample with this display name. */
        String uniqueId(String sample) {
            return finishedTests()
                    .map(Event::getTestDescriptor)
                    .filter(test -> test.getDisplayName().equals(sample))
                    .map(test -> test.getUniqueId().toString())
                    .findFirst()
                    .orElseThrow();
        }

        private Stream<Event> finishedTests() {
            return executed.testEvents().stream().filter(event -> event.getType() == EventType.FINISHED);
        }

        List<String> outcomes() {
            return lines.stream()
                    .filter(line -> line.path("type").asText().equals("sample"))
                    .map(line -> line.path("outcome").asText())
                    .toList();
        }

        JsonNode verdictLine() {
            return lines.stream()
                    .filter(line -> line.path("type").asText().equals("verdict"))
                    .reduce((first, last) -> last)
                    .orElseThrow();
        }
    }
}
