package io.github.junitllm.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.report.ResultReader.Line;
import io.github.junitllm.report.ResultReader.ResultLinesException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One run over all its files: verdicts, and of every sample only what tables need. The same in whatever order lines come. */
final class RunIndex {

    private final List<Path> files;
    private final Map<String, String> strings = new HashMap<>();
    private final SortedMap<String, Eval> evals = new TreeMap<>();
    private final SortedSet<String> modes = new TreeSet<>();
    private final SuiteSummary suite = new SuiteSummary();
    private Optional<String> started = Optional.empty();

    private RunIndex(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /** What there is of one eval. */
    static final class Eval {

        private final String test;
        private final List<Sample> samples = new ArrayList<>();
        private final Map<String, List<String>> tags = new HashMap<>();
        private Optional<JsonNode> verdict = Optional.empty();

        Eval(String test) {
            this.test = test;
        }

        String test() {
            return test;
        }

        List<Sample> samples() {
            return samples;
        }

        Optional<JsonNode> verdict() {
            return verdict;
        }

        List<String> tags(String caseId) {
            return tags.getOrDefault(caseId, List.of());
        }

        /** Class without its package, and method. */
        String name() {
            int hash = test.indexOf('#');
            String type = hash < 0 ? test : test.substring(0, hash);
            return type.substring(type.lastIndexOf('.') + 1) + (hash < 0 ? "" : "." + test.substring(hash + 1));
        }
    }

    /**
     * One sample, and where its line stands.
     *
     * @param variant empty without variants
     * @param millis below 0 when the line does not say
     * @param usd below 0 when unknown
     * @param tokens below 0 when unknown
     */
    record Sample(
            String caseId,
            String variant,
            int number,
            String outcome,
            String recorded,
            int millis,
            double usd,
            int tokens,
            int file,
            long offset,
            int length) {

        String id() {
            return variant.isEmpty() ? caseId : variant + " > " + caseId;
        }
    }

    static RunIndex read(List<Path> filesOrFolders) {
        RunIndex run =
                new RunIndex(filesOrFolders.stream().map(ResultReader::file).toList());
        for (int i = 0; i < run.files.size(); i++) {
            int file = i;
            ResultReader.read(run.files.get(i), line -> run.add(line, file));
        }
        run.evals.values().forEach(run::arrange);
        return run;
    }

    SortedMap<String, Eval> evals() {
        return evals;
    }

    List<Path> files() {
        return files;
    }

    /** The claims of all its JVMs. */
    SuiteSummary suite() {
        return suite;
    }

    /** The earliest start that the lines tell. */
    Optional<String> started() {
        return started;
    }

    SortedSet<String> modes() {
        return modes;
    }

    private Eval eval(Line line) {
        return evals.computeIfAbsent(line.text("test"), Eval::new);
    }

    private void add(Line line, int file) {
        switch (line.text("type")) {
            case "run" -> {
                modes.add(line.text("mode"));
                String at = line.json().at("/volatile/started").asText("");
                if (!at.isEmpty()
                        && started.filter(known -> known.compareTo(at) <= 0).isEmpty()) {
                    started = Optional.of(at);
                }
            }
            case "sample" -> eval(line).samples.add(sample(line, file));
            case "verdict", "refused", "calibration" -> {
                Eval eval = eval(line);
                if (eval.verdict.filter(known -> !known.equals(line.json())).isPresent()) {
                    throw new ResultLinesException(
                            "%s: %s has a second verdict; give the files of one run, whose shards hold whole evals (of two runs: compare OLD NEW)"
                                    .formatted(files.get(file), Printable.text(eval.test)));
                }
                eval.verdict = Optional.of(line.json());
            }
            case "suite" -> suite.add(line.json());
            default -> {
                // What a later version has to say.
            }
        }
    }

    private Sample sample(Line line, int file) {
        JsonNode json = line.json();
        String caseId = shared(line.text("case"));
        List<String> tags = new ArrayList<>();
        json.path("tags").forEach(tag -> tags.add(shared(tag.asText())));
        if (!tags.isEmpty()) {
            eval(line).tags.putIfAbsent(caseId, List.copyOf(tags));
        }
        double usd = 0;
        int tokens = 0;
        String recorded = "";
        for (JsonNode call : json.path("calls")) {
            usd = call.has("usd") && usd >= 0 ? usd + call.get("usd").asDouble() : -1;
            boolean told = call.has("gen_ai.usage.input_tokens") || call.has("gen_ai.usage.output_tokens");
            tokens = told && tokens >= 0
                    ? tokens
                            + call.path("gen_ai.usage.input_tokens").asInt()
                            + call.path("gen_ai.usage.output_tokens").asInt()
                    : -1;
            String at = call.path("recorded_at").asText("");
            if (at.length() >= 10 && (recorded.isEmpty() || at.compareTo(recorded) < 0)) {
                recorded = at.substring(0, 10);
            }
        }
        boolean none = json.path("calls").isEmpty();
        JsonNode varying = json.path("volatile");
        return new Sample(
                caseId,
                shared(line.text("variant")),
                json.path("sample").asInt(),
                shared(line.text("outcome")),
                shared(recorded),
                varying.path("call_millis").asInt(varying.path("millis").asInt(-1)),
                none ? -1 : usd,
                none ? -1 : tokens,
                file,
                line.offset(),
                line.length());
    }

    private String shared(String text) {
        return strings.computeIfAbsent(text, same -> same);
    }

    private void arrange(Eval eval) {
        eval.samples.sort(Comparator.comparing(Sample::variant)
                .thenComparing(Sample::caseId)
                .thenComparingInt(Sample::number));
        Sample before = null;
        for (Sample sample : eval.samples) {
            if (before != null
                    && before.file() != sample.file()
                    && before.id().equals(sample.id())
                    && before.number() == sample.number()) {
                throw new ResultLinesException(
                        "%s and %s both hold sample %d of case %s of %s; give the files of one run (of two runs: compare OLD NEW)"
                                .formatted(
                                        files.get(before.file()),
                                        files.get(sample.file()),
                                        sample.number(),
                                        Printable.text(sample.id()),
                                        Printable.text(eval.test)));
            }
            before = sample;
        }
    }

    /** Reads lines again, by where they stand. */
    final class Lines implements AutoCloseable {

        private final List<RandomAccessFile> open = new ArrayList<>();

        Lines() throws IOException {
            for (Path file : files) {
                open.add(new RandomAccessFile(file.toFile(), "r"));
            }
        }

        ObjectNode of(Sample sample) throws IOException {
            byte[] bytes = new byte[sample.length()];
            RandomAccessFile file = open.get(sample.file());
            file.seek(sample.offset());
            file.readFully(bytes);
            return (ObjectNode) Json.read(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            for (RandomAccessFile file : open) {
                file.close();
            }
        }
    }
}
