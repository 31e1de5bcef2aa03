package io.github.junitllm.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** The samples of one case, for the terminal. */
@API(status = INTERNAL, since = "0.1")
public final class ShownCase {

    private ShownCase() {}

    /** Returns no line when no eval has such a case. */
    public static List<String> of(List<Path> results, String caseId) {
        RunIndex run = RunIndex.read(results);
        Conversations conversations = new Conversations(run.files());
        List<String> lines = new ArrayList<>();
        try (RunIndex.Lines all = run.new Lines()) {
            for (RunIndex.Eval eval : run.evals().values()) {
                for (RunIndex.Sample sample : eval.samples()) {
                    if (sample.caseId().equals(caseId) || sample.id().equals(caseId)) {
                        ObjectNode line = all.of(sample);
                        line.path("calls")
                                .forEach(call -> conversations.describe(
                                        (ObjectNode) call, line.path("cassette").asText("")));
                        lines.add("%s, case %s, sample %d: %s"
                                .formatted(eval.name(), sample.id(), sample.number(), sample.outcome()));
                        describe(lines, line);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the result lines cannot be read again", e);
        }
        return lines.stream().map(Printable::text).toList();
    }

    private static void describe(List<String> lines, JsonNode line) {
        if (line.has("message")) {
            lines.add("  " + line.path("message").asText().replace("\n", "\n  "));
        } else if (line.has("again")) {
            lines.add("  again: " + line.path("again").asText());
        }
        for (JsonNode call : line.path("calls")) {
            JsonNode talk = call.path("conversation");
            talk.path("messages")
                    .forEach(message -> said(
                            lines,
                            message.path("role").asText(),
                            message.path("text").asText(),
                            message.path("tools")));
            said(lines, "answer", talk.path("answer").asText(""), talk.path("tools"));
        }
    }

    private static void said(List<String> lines, String role, String text, JsonNode tools) {
        if (!text.isEmpty()) {
            lines.add("  [%s] %s".formatted(role, text.replace("\n", "\n    ")));
        }
        tools.forEach(tool -> lines.add("  [%s calls] %s(%s)"
                .formatted(
                        role, tool.path("name").asText(), tool.path("arguments").asText())));
    }
}
