package com.example;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a run of the suite came to, as sorted lines without what may differ between equal runs. */
final class MatrixRun {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ONE_PER_JVM = Set.of("run", "suite");
    private static final Pattern TEST = Pattern.compile("<testcase name=\"([^\"]*)\" classname=\"([^\"]*)\"[^>]*?(/?)>");
    private static final Pattern KIND = Pattern.compile("<(failure|error|skipped)\\b");

    private MatrixRun() {}

    static List<String> tree(List<Class<?>> classes, int threads, Path results) throws IOException {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(classes.stream().map(type -> selectClass(type)).toList())
                .configurationParameter("junit.llm.results", results.toString())
                .configurationParameter("junit.jupiter.execution.parallel.enabled", String.valueOf(threads > 0))
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", String.valueOf(Math.max(1, threads)))
                .build();
        Ends ends = new Ends();
        LauncherFactory.create().execute(request, ends);
        Set<String> late = late(results);
        return ends.nodes.stream()
                .map(node -> late.contains(node.name) ? node.name + " NOT COUNTED" : node.name + " " + node.status)
                .sorted()
                .toList();
    }

    private record End(String name, String status) {}

    private static final class Ends implements TestExecutionListener {

        private final List<End> nodes = new ArrayList<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.getParentId().isPresent()) {
                add(test, result.getStatus().name());
            }
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            add(test, reason.startsWith("not needed") ? "NOT COUNTED" : "SKIPPED");
        }

        private synchronized void add(TestIdentifier test, String status) {
            List<String> names = new ArrayList<>();
            test.getUniqueIdObject().getSegments().stream()
                    .skip(1)
                    .filter(segment -> !segment.getType().contains("invocation"))
                    .map(segment -> segment.getValue().replaceFirst("\\(.*", ""))
                    .forEach(names::add);
            String place = String.join("#", names);
            nodes.add(new End(test.isTest() ? place + ": " + test.getDisplayName() : place, status));
        }
    }

    /** The names, as the tree has them, of samples that were under way when the verdict stood. */
    private static Set<String> late(Path results) throws IOException {
        Set<String> late = new HashSet<>();
        for (JsonNode line : read(results)) {
            line.path("volatile").path("late").forEach(sample -> late.add("%s: %s > sample %d"
                    .formatted(
                            line.path("test").asText(),
                            sample.path("case").asText(),
                            sample.path("sample").asInt())));
        }
        return late;
    }

    static List<String> lines(Path results) throws IOException {
        Set<String> late = late(results);
        List<String> lines = new ArrayList<>();
        for (JsonNode line : read(results)) {
            String name = "%s: %s > sample %d"
                    .formatted(
                            line.path("test").asText(),
                            line.path("case").asText(),
                            line.path("sample").asInt());
            if (ONE_PER_JVM.contains(line.path("type").asText()) || late.contains(name)) {
                continue;
            }
            ObjectNode kept = ((ObjectNode) line.deepCopy()).without("volatile");
            for (String member : List.of("text", "message", "cassette")) {
                if (kept.has(member)) {
                    kept.put(member, plain(kept.path(member).asText()));
                }
            }
            lines.add(JSON.writeValueAsString(kept));
        }
        return lines.stream().sorted().toList();
    }

    /** The verdicts in the order of their files, with what they would be without the attempts before. */
    static List<String> verdicts(Path results) throws IOException {
        return read(results).stream()
                .filter(line -> line.path("type").asText().equals("verdict"))
                .map(line -> line.path("verdict").asText()
                        + (line.has("verdict_alone")
                                ? ", alone %s, pooled %d of %d"
                                        .formatted(
                                                line.path("verdict_alone").asText(),
                                                line.at("/pooled/passed").asInt(),
                                                line.at("/pooled/scored").asInt())
                                : ""))
                .toList();
    }

    private static String plain(String text) {
        return text.replaceAll("\\n  (?:results: |under way when )[^\\n]*", "")
                .replaceAll("[^ \"]*/src/test/resources/cassettes", "CASSETTES");
    }

    private static List<JsonNode> read(Path results) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path file : files(results, ".jsonl")) {
            for (String line : Files.readAllLines(file)) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    /** Class, name and kind of every test case. */
    static List<String> xml(Path reports) throws IOException {
        List<String> cases = new ArrayList<>();
        for (Path file : files(reports, ".xml")) {
            String xml = Files.readString(file);
            Matcher test = TEST.matcher(xml);
            while (test.find()) {
                String body = test.group(3).isEmpty() ? xml.substring(test.end(), xml.indexOf("</testcase>", test.end())) : "";
                Matcher kind = KIND.matcher(body);
                cases.add(test.group(2) + " " + test.group(1) + " " + (kind.find() ? kind.group(1) : "passed"));
            }
        }
        return cases.stream().sorted().toList();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
