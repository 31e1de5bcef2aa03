package io.github.junitllm.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** The lines of a run that was dealt into shards, in an order that the shards do not change. */
@API(status = INTERNAL, since = "0.1")
public final class MergedLines {

    private MergedLines() {}

    /** Writes one file that reports read as they would read the shards. */
    public static void write(List<Path> results, Path file) {
        RunIndex run = RunIndex.read(results);
        try (RunIndex.Lines lines = run.new Lines();
                OutputStream out = Files.newOutputStream(file)) {
            ObjectNode head = Json.MAPPER
                    .createObjectNode()
                    .put("type", "run")
                    .put("format", 1)
                    .put("mode", String.join(" and ", run.modes()));
            run.started().ifPresent(at -> head.putObject("volatile").put("started", at));
            out.write(Json.writeLine(head));
            for (RunIndex.Eval eval : run.evals().values()) {
                for (RunIndex.Sample sample : eval.samples()) {
                    out.write(Json.writeLine(lines.of(sample)));
                }
                if (eval.verdict().isPresent()) {
                    out.write(Json.writeLine(eval.verdict().get()));
                }
            }
            Optional<ObjectNode> suite = run.suite().line();
            if (suite.isPresent()) {
                out.write(Json.writeLine(suite.get()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the merged lines cannot be written to " + file, e);
        }
    }
}
