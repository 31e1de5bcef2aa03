package io.github.junitllm.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The one reader of result lines: a line at a time, so that a run of any size fits. */
@API(status = INTERNAL, since = "0.1")
public final class ResultReader {

    private ResultReader() {}

    /**
     * One line.
     *
     * @param json a JSON object
     * @param offset where it starts in the file, in bytes
     * @param length its bytes, without the line feed
     */
    public record Line(JsonNode json, long offset, int length) {

        /** Returns a member as text, empty when it is not there. */
        public String text(String member) {
            return json.path(member).asText("");
        }
    }

    /** The result lines cannot be read; the message says which line. */
    @API(status = INTERNAL, since = "0.1")
    public static final class ResultLinesException extends RuntimeException {

        private static final long serialVersionUID = 1;

        ResultLinesException(String message) {
            super(message);
        }
    }

    /** Returns the file, or the newest of a folder. */
    public static Path file(Path fileOrFolder) {
        if (!Files.isDirectory(fileOrFolder)) {
            return fileOrFolder;
        }
        try (Stream<Path> files = Files.list(fileOrFolder)) {
            return files.filter(file -> file.getFileName().toString().matches("results-.*\\.jsonl"))
                    .max(Comparator.comparing((Path file) -> file.toFile().lastModified())
                            .thenComparing(Path::getFileName))
                    .orElseThrow(() -> new ResultLinesException(
                            "%s: holds no result lines; run the tests first, in this folder".formatted(fileOrFolder)));
        } catch (IOException e) {
            throw new ResultLinesException("%s: cannot be listed: %s".formatted(fileOrFolder, e));
        }
    }

    /** Reads every line in order. */
    public static void read(Path file, Consumer<Line> each) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long offset = 0;
            int number = 1;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    each.accept(line(file, line.toByteArray(), offset, number++));
                    offset += line.size() + 1L;
                    line.reset();
                } else {
                    line.write(next);
                }
            }
            if (line.size() > 0) {
                each.accept(line(file, line.toByteArray(), offset, number));
            }
        } catch (IOException e) {
            throw new ResultLinesException("%s: cannot be read as result lines: %s".formatted(file, e));
        }
    }

    private static Line line(Path file, byte[] bytes, long offset, int number) {
        JsonNode json = Json.tryRead(new String(bytes, UTF_8))
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new ResultLinesException(
                        "%s:%d: no result line: expected a JSON object".formatted(file, number)));
        if (json.path("format").asInt(1) != 1) {
            throw new ResultLinesException("%s:%d: format %s, known is 1".formatted(file, number, json.get("format")));
        }
        return new Line(json, offset, bytes.length);
    }
}
