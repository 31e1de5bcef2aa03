package io.github.junitllm.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apiguardian.api.API;

/**
 * The result lines of one JVM's run, written while it goes: one JSON object a line, format version 1. Files of several
 * forks or shards merge by concatenation. Safe for use by several threads.
 */
@API(status = INTERNAL, since = "0.1")
public final class ResultFile implements AutoCloseable {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path file;
    private final OutputStream out;

    private ResultFile(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /** Starts a file of its own in this folder. */
    public static ResultFile startIn(Path folder, String mode, Clock clock) {
        try {
            Files.createDirectories(folder);
            String name = "results-" + STAMP.format(clock.instant()) + "-"
                    + ProcessHandle.current().pid();
            Path file = folder.resolve(name + ".jsonl");
            for (int i = 2; Files.exists(file); i++) {
                file = folder.resolve(name + "-" + i + ".jsonl");
            }
            ResultFile results = new ResultFile(file, Files.newOutputStream(file));
            ObjectNode line = Json.MAPPER
                    .createObjectNode()
                    .put("type", "run")
                    .put("format", 1)
                    .put("mode", mode);
            line.putObject("volatile").put("started", clock.instant().toString());
            results.write(line);
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException("the result lines cannot be written to " + folder, e);
        }
    }

    /** Returns the file. */
    public Path path() {
        return file;
    }

    /** Writes one line with one write, so that a killed run leaves whole lines. */
    public synchronized void write(ObjectNode line) {
        try {
            out.write(Json.writeLine(line));
        } catch (IOException e) {
            throw new UncheckedIOException("the result lines cannot be written to " + file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the result lines cannot be written to " + file, e);
        }
    }
}
