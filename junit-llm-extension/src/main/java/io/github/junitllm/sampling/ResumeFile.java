package io.github.junitllm.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The result lines of a run that was killed. Anybody may have written them, so each is checked. */
final class ResumeFile {

    private static final Pattern STARTED = Pattern.compile("results-\\d{8}-\\d{6}-[\\d-]+\\.jsonl");
    private static final int LONGEST_LINE = 16 << 20;
    private static final long LARGEST = 1L << 30;

    private final Path file;
    private final Map<Key, Line> samples = new HashMap<>();
    private String day = "";
    private int number;

    private record Key(String test, String caseId, int sample) {}

    /** A sample's line, and the day its run began. */
    record Line(int number, ObjectNode json, Outcome outcome, Optional<Evidence> evidence, String code, String day) {}

    private ResumeFile(Path file) {
        this.file = file;
    }

    /**
     * Reads.
     *
     * @throws ExtensionConfigurationException with file and line where it is no file of result lines
     */
    static ResumeFile read(Path file) {
        ResumeFile read = new ResumeFile(file);
        try {
            if (!Files.isRegularFile(file)) {
                throw new ExtensionConfigurationException(
                        "junit.llm.resume: there is no file %s; write the path of a result file, or last"
                                .formatted(ProjectLayout.shown(file)));
            }
            if (Files.size(file) > LARGEST) {
                throw read.wrong("the file is larger than 1 GiB, which no run writes");
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                read.lines(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("junit.llm.resume: %s cannot be read".formatted(file), e);
        }
        return read;
    }

    /** The newest file of result lines in the folder. */
    static Path last(Path folder, Set<Path> butNot) {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(file ->
                            STARTED.matcher(String.valueOf(file.getFileName())).matches())
                    .filter(file -> !butNot.contains(file.toAbsolutePath()))
                    .max(Comparator.comparing(file -> String.valueOf(file.getFileName())))
                    .orElseThrow(() -> new ExtensionConfigurationException(
                            "junit.llm.resume = \"last\": there are no result lines of an earlier run in %s"
                                    .formatted(ProjectLayout.shown(folder))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lines(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b != '\n') {
                line.write(b);
                if (line.size() > LONGEST_LINE) {
                    number++;
                    throw wrong("the line is longer than 16 MiB, which no run writes");
                }
                continue;
            }
            number++;
            add(object(line.toByteArray()).orElseThrow(() -> wrong("no result line, expected one JSON object")));
            line.reset();
        }
        // What has no end was cut by the kill.
        if (number == 0) {
            throw wrong("no result line is whole, so there is nothing to resume");
        }
    }

    private static Optional<ObjectNode> object(byte[] line) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            return Json.tryRead(text).filter(JsonNode::isObject).map(ObjectNode.class::cast);
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    private void add(ObjectNode line) {
        String type = text(line, "type");
        if (number == 1 && !type.equals("run")) {
            throw wrong("\"type\" is \"%s\", expected the line that begins a run, {\"type\":\"run\",\"format\":1}"
                    .formatted(type));
        }
        if (type.equals("run")) {
            if (!line.path("format").isInt() || line.path("format").asInt() != 1) {
                throw wrong("\"format\" is %s, this version reads 1".formatted(line.path("format")));
            }
            String started = line.path("volatile").path("started").asText("");
            if (!started.matches("\\d{4}-\\d\\d-\\d\\dT.{1,40}")) {
                throw wrong("\"started\" of the run is \"%s\", expected a time such as 2026-11-25T10:00:00Z"
                        .formatted(started));
            }
            day = started.substring(0, "2026-11-25".length());
        } else if (type.equals("sample")) {
            sample(line);
        }
    }

    private void sample(ObjectNode line) {
        JsonNode sample = line.path("sample");
        if (!sample.isInt() || sample.asInt() < 1) {
            throw wrong("\"sample\" is %s, expected a number from 1".formatted(shown(sample)));
        }
        Outcome outcome = value(line, "outcome", Outcome.class);
        Optional<Evidence> evidence =
                line.has("evidence") ? Optional.of(value(line, "evidence", Evidence.class)) : Optional.empty();
        Line read = new Line(
                number,
                line,
                outcome,
                evidence,
                line.path("code").asText(""),
                line.path("called_on").asText(day));
        Line first = samples.putIfAbsent(new Key(text(line, "test"), text(line, "case"), sample.asInt()), read);
        if (first != null) {
            throw wrong(
                    "sample %d of case \"%s\" of %s stands in line %d already; a run has each sample once, so give the file of one run"
                            .formatted(sample.asInt(), text(line, "case"), text(line, "test"), first.number()));
        }
    }

    private String text(ObjectNode line, String member) {
        JsonNode value = line.path(member);
        if (!value.isTextual()) {
            throw wrong("\"%s\" is %s, expected text".formatted(member, shown(value)));
        }
        return value.textValue();
    }

    private <E extends Enum<E>> E value(ObjectNode line, String member, Class<E> type) {
        String text = text(line, member);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong("\"%s\" is \"%s\", expected one of %s"
                        .formatted(member, text, Arrays.toString(type.getEnumConstants()))));
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "missing" : Json.write(value);
    }

    private ExtensionConfigurationException wrong(String what) {
        return new ExtensionConfigurationException("junit.llm.resume: %s%s: %s"
                .formatted(ProjectLayout.shown(file), number == 0 ? "" : ":" + number, what));
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    Optional<Line> sample(String test, String caseId, int sample) {
        return Optional.ofNullable(samples.get(new Key(test, caseId, sample)));
    }
}
