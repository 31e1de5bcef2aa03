package io.github.junitllm.baseline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** The file of a baseline, format version 1: JSON with one line per case, sorted by id, for reviewers to read. */
@API(status = INTERNAL, since = "0.1")
public final class BaselineFile {

    static final int FORMAT = 1;

    private static final long LARGEST = 64L << 20;

    private BaselineFile() {}

    /**
     * Reads a baseline; empty when there is no such file.
     *
     * @param shown the path as messages show it
     * @throws BaselineException when it is no baseline of this format; says where
     */
    public static Optional<Baseline> read(Path file, String shown) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new BaselineException("%s: larger than 64 MB, so it is no baseline".formatted(shown));
            }
            return Optional.of(new BaselineReader(shown).read(Files.readString(file, UTF_8)));
        } catch (CharacterCodingException e) {
            throw new BaselineException("%s: is not UTF-8".formatted(shown), e);
        } catch (IOException e) {
            throw new BaselineException("%s: cannot be read: %s".formatted(shown, e.getMessage()), e);
        }
    }

    /** Writes a baseline, whole or not at all. */
    public static void write(Path file, Baseline baseline) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
            Files.writeString(unfinished, print(baseline), UTF_8);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BaselineException("%s: cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    static String print(Baseline baseline) {
        ObjectNode head = Json.MAPPER
                .createObjectNode()
                .put("format", FORMAT)
                .put("test", baseline.test())
                .put("written_at", baseline.writtenAt().toString())
                .put("run", baseline.run())
                .put("framework", baseline.framework())
                .put("evidence", baseline.evidence());
        put(head.putArray("recorded"), baseline.recorded());
        head.put("samples_per_case", baseline.samplesPerCase());
        put(head.putArray("models"), baseline.models());
        put(head.putArray("judges"), baseline.judges());
        List<String> members = new ArrayList<>();
        head.properties()
                .forEach(member ->
                        members.add("  \"%s\": %s".formatted(member.getKey(), Json.write(member.getValue()))));
        List<String> cases = new ArrayList<>();
        baseline.cases().forEach((id, one) -> cases.add("    " + Json.write(line(id, one))));
        members.add("  \"cases\": [\n%s\n  ]".formatted(String.join(",\n", cases)));
        return "{\n%s\n}\n".formatted(String.join(",\n", members));
    }

    private static ObjectNode line(String id, BaselineCase one) {
        ObjectNode line = Json.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("passed", one.score().passed())
                .put("scored", one.score().scored());
        if (one.score().unsure() > 0) {
            line.put("unsure", one.score().unsure());
        }
        line.put("messages", one.messages());
        put(line.putArray("takes"), one.takes());
        return line;
    }

    private static void put(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
