package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.json.JsonSchemaCheck;
import io.github.junitllm.match.RequestKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs eval classes in an engine of their own, on cassettes in a folder of their own. */
final class Evals {

    /** Every line that any test of the extension writes is held against the schema that users are given. */
    private static final JsonSchemaCheck SCHEMA = JsonSchemaCheck.of(schema());

    final Path folder;
    final Path cassettes;
    final Path results;
    private final Map<String, String> settings = new HashMap<>();

    Evals(Path folder) {
        this.folder = folder;
        this.cassettes = folder.resolve("cassettes");
        this.results = folder.resolve("results");
        set("cassettes", cassettes.toString());
        set("results", results.toString());
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

    /** So many takes that answer "yes", and after them so many that answer "no". */
    Evals answered(Class<?> testClass, String caseId, int yes, int no) {
        String[] answers = Stream.concat(
                        Stream.generate(() -> "yes").limit(yes),
                        Stream.generate(() -> "no").limit(no))
                .toArray(String[]::new);
        return recorded(testClass, "saysYes", caseId, "is it " + caseId, answers);
    }

    /** Leaves out the folder of this run and its file of result lines. */
    String plain(String message) {
        return message.replace("FOLDER/cassettes", "<cassettes>").replaceAll("\\n  results: .*", "");
    }

    Run run(Class<?> testClass) {
        return execute(EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass)));
    }

    Run run(Class<?> testClass, String method, String parameterTypes) {
        return execute(
                EngineTestKit.engine("junit-jupiter").selectors(selectMethod(testClass, method, parameterTypes)));
    }

    Run runUniqueId(String uniqueId) {
        return execute(EngineTestKit.engine("junit-jupiter")
                .selectors(org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId(uniqueId)));
    }

    private Run execute(EngineTestKit.Builder kit) {
        Set<Path> before = Set.copyOf(resultFiles());
        EngineExecutionResults executed = kit.configurationParameters(settings)
                .enableImplicitConfigurationParameters(false)
                .execute();
        List<JsonNode> lines = new ArrayList<>();
        resultFiles().stream().filter(file -> !before.contains(file)).forEach(file -> lines.addAll(linesOf(file)));
        return new Run(executed, lines, folder);
    }

    private static String schema() {
        try (InputStream in = Evals.class.getResourceAsStream("/io/github/junitllm/schema/result-line-1.schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> resultFiles() {
        if (!Files.exists(results)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(results)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> linesOf(Path file) {
        List<JsonNode> lines = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                assertThat(SCHEMA.check(line)).as(line).isEmpty();
                lines.add(Json.MAPPER.readTree(line));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an engine run showed. */
    record Run(EngineExecutionResults executed, List<JsonNode> lines, Path folder) {

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

        /** The container's message, with the parts that vary from run to run made plain. */
        String message() {
            return container().getThrowable().map(this::plain).orElse("");
        }

        private String plain(Throwable thrown) {
            return plain(String.valueOf(thrown.getMessage()));
        }

        String plain(String text) {
            // What a run cost has tests of its own.
            return text.replace(folder.toString(), "FOLDER")
                    .replaceAll("\\n  (?:spent|as recorded): [^\\n]*", "")
                    .replaceAll("results-\\d{8}-\\d{6}-\\d+(-\\d+)?\\.jsonl", "RESULTS.jsonl")
                    .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT");
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
            return sampleThrown().map(this::plain).orElse("");
        }

        Optional<Throwable> sampleThrown() {
            return finishedTests()
                    .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                    .flatMap(result -> result.getThrowable().stream())
                    .findFirst();
        }

        TestExecutionResult.Status sampleStatus() {
            return finishedTests()
                    .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                    .map(TestExecutionResult::getStatus)
                    .findFirst()
                    .orElseThrow();
        }

        long samplesWith(TestExecutionResult.Status status) {
            return finishedTests()
                    .filter(event ->
                            event.getRequiredPayload(TestExecutionResult.class).getStatus() == status)
                    .count();
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

        String verdict() {
            return verdictLine().path("verdict").asText();
        }

        /** The text of the verdict, also of one that is green. */
        String verdictText() {
            return plain(verdictLine().path("text").asText());
        }

        /** The lines of the verdict's text that tell what it cost. */
        List<String> costs() {
            return verdictLine()
                    .path("text")
                    .asText()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.matches("(?:spent|as recorded|budget spent|estimate).*"))
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
