package io.github.junitllm.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.report.Printable;
import io.github.junitllm.sampling.Measured.Untimed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The finished samples of a live run that was killed, by its result lines: they are not paid again.
 *
 * @param file the result lines
 * @param started when that run began, as it says
 * @param samples by case and number; those that ended in an error are left out, and run again
 */
record Resumed(Path file, String started, Map<String, Line> samples) {

    /** A sample's result, and the line that says so. */
    record Line(SampleResult result, ObjectNode line) {}

    /**
     * Reads the samples of one eval.
     *
     * @param from a file, or "last" for the newest of the folder
     * @param own the file of this run, which is none
     * @throws ExtensionConfigurationException when the file cannot be read, or is no live run of the same code
     */
    static Resumed read(String from, Path folder, Path own, String test, Map<String, String> fingerprints) {
        Path file = from.equals("last") ? newest(folder, own) : Path.of(from);
        Reader reader = new Reader(file, test, fingerprints);
        // Lenient, since a kill can cut a character too.
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
            String line = lines.readLine();
            for (int number = 1; line != null; number++) {
                String next = lines.readLine();
                reader.line(line, number, next == null);
                line = next;
            }
        } catch (IOException | OutOfMemoryError e) {
            throw refusal(from, "%s cannot be read as result lines: %s".formatted(file, e));
        }
        return new Resumed(file, reader.started, reader.samples);
    }

    /** A rerun of the same JVM must not go on from its own first attempt: names end with the process, and a number. */
    private static Path newest(Path folder, Path own) {
        String ofThisJvm = "results-.*-" + ProcessHandle.current().pid() + "(?:-[0-9]+)?\\.jsonl";
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("results-.*\\.jsonl"))
                    .filter(file -> !file.toAbsolutePath().equals(own.toAbsolutePath()))
                    .filter(file -> !file.getFileName().toString().matches(ofThisJvm))
                    .max(Comparator.comparing((Path file) -> file.toFile().lastModified())
                            .thenComparing(Path::getFileName))
                    .orElseThrow(() -> refusal("last", folder + " holds no result lines of an earlier run"));
        } catch (IOException e) {
            throw refusal("last", "%s cannot be listed: %s".formatted(folder, e));
        }
    }

    private static ExtensionConfigurationException refusal(String from, String why) {
        return new ExtensionConfigurationException(
                "junit.llm.resume = \"%s\": %s; name the results-...jsonl of a killed live run, or leave the setting out"
                        .formatted(Printable.text(from), why));
    }

    private static String identity(String caseId, int sample) {
        return sample + "/" + caseId;
    }

    boolean has(String caseId, int sample) {
        return samples.containsKey(identity(caseId, sample));
    }

    /** One line of the report. */
    String line(int planned) {
        return "resumed: %d of %d samples from %s, called in the run of %s"
                .formatted(samples.size(), planned, file.getFileName(), started);
    }

    private static final class Reader {

        private final Path file;
        private final String test;
        private final Map<String, String> fingerprints;
        private final Map<String, Line> samples = new LinkedHashMap<>();
        private String started = "an unknown time";
        private boolean live;

        Reader(Path file, String test, Map<String, String> fingerprints) {
            this.file = file;
            this.test = test;
            this.fingerprints = fingerprints;
        }

        void line(String text, int number, boolean last) {
            Optional<ObjectNode> line =
                    Json.tryRead(text).filter(JsonNode::isObject).map(node -> (ObjectNode) node);
            if (line.isEmpty()) {
                if (last) {
                    // A kill cuts the line that was being written.
                    return;
                }
                throw bad(number, "no result line: expected a JSON object");
            }
            switch (line.get().path("type").asText()) {
                case "run" -> run(line.get(), number);
                case "sample" -> sample(line.get(), number);
                default -> {
                    // verdicts say nothing that samples do not
                }
            }
        }

        private void run(ObjectNode line, int number) {
            if (line.path("format").asInt() != 1) {
                throw bad(
                        number,
                        "format %s, known is 1"
                                .formatted(Printable.text(line.path("format").toString())));
            }
            live = line.path("mode").asText().equals("live");
            started = Printable.text(line.at("/volatile/started").asText("an unknown time"));
        }

        private void sample(ObjectNode line, int number) {
            if (!line.path("test").asText().equals(test)) {
                return;
            }
            if (!live) {
                throw bad(number, "a sample of a run that was not live; only a live run is resumed");
            }
            String goldenId = line.path("case").asText();
            String caseId =
                    line.has("variant") ? EvalCase.id(line.path("variant").asText(), goldenId) : goldenId;
            String fingerprint = line.path("code").asText();
            if (!fingerprint.equals(fingerprints.get(caseId))) {
                throw bad(
                        number,
                        "case \"%s\" or the test class has changed since; start anew without junit.llm.resume"
                                .formatted(Printable.text(caseId)));
            }
            Outcome outcome = outcome(line, number);
            int sample = line.path("sample").asInt();
            if (sample < 1) {
                throw bad(number, "\"sample\": expected a number from 1");
            }
            if (!isPaid(outcome)) {
                return;
            }
            SampleResult result = new SampleResult(
                    caseId,
                    sample,
                    outcome,
                    Printable.text(line.path("message").asText("")),
                    List.of(),
                    List.of(),
                    List.of(),
                    0,
                    evidence(line, number),
                    measured(line));
            line.put("resumed_from", String.valueOf(file.getFileName()));
            if (samples.putIfAbsent(identity(caseId, sample), new Line(result, line)) != null) {
                throw bad(
                        number,
                        "sample %d of case \"%s\" is there a second time; name the file of one run"
                                .formatted(sample, Printable.text(caseId)));
            }
        }

        private static Measured measured(ObjectNode line) {
            Map<String, Double> scores = new LinkedHashMap<>();
            line.path("scores").properties().forEach(score -> {
                if (score.getValue().isNumber()) {
                    scores.put(score.getKey(), score.getValue().asDouble());
                }
            });
            JsonNode millis = line.at("/volatile/call_millis");
            return millis.isNumber()
                    ? new Measured(scores, OptionalDouble.of(millis.asDouble()), Optional.empty(), List.of())
                    : new Measured(scores, OptionalDouble.empty(), Optional.of(Untimed.UNKNOWN), List.of());
        }

        /** There was an answer. One that was refused or cut is not drawn again until it is better. */
        private static boolean isPaid(Outcome outcome) {
            return outcome.isScored()
                    || outcome == Outcome.TRUNCATED
                    || outcome == Outcome.EMPTY
                    || outcome == Outcome.REFUSED;
        }

        private Outcome outcome(ObjectNode line, int number) {
            String name = line.path("outcome").asText();
            return Stream.of(Outcome.values())
                    .filter(outcome -> outcome.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> bad(number, "\"outcome\": \"%s\" is none".formatted(Printable.text(name))));
        }

        private Optional<Evidence> evidence(ObjectNode line, int number) {
            if (!line.has("evidence")) {
                return Optional.empty();
            }
            String name = line.path("evidence").asText();
            return Optional.of(Stream.of(Evidence.LIVE, Evidence.SIMULATED)
                    .filter(evidence -> evidence.name().equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            bad(number, "\"evidence\": \"%s\" is none of a live run".formatted(Printable.text(name)))));
        }

        private ExtensionConfigurationException bad(int number, String what) {
            return new ExtensionConfigurationException(
                    "junit.llm.resume: %s:%d: %s".formatted(file.getFileName(), number, what));
        }
    }
}
