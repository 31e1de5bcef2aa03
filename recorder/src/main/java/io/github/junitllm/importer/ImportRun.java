package io.github.junitllm.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.importer.WireRow.BadRow;
import io.github.junitllm.redact.Redactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** An import whose parts are judged one by one: all that is wrong is told at once, or left out if that is wanted. */
final class ImportRun {

    static final int LARGEST_FILE = 64 * 1024 * 1024;
    private static final int MOST_SHOWN = 20;

    private final ImportTarget target;
    private final ImportedCassettes cassettes;
    private final List<String> problems = new ArrayList<>();
    private int parts;

    ImportRun(ImportTarget target) {
        this.target = target;
        this.cassettes = new ImportedCassettes(
                target.folder(), target.test(), Redactor.knowing(List.of()).with(target.rules()));
    }

    ImportedCassettes cassettes() {
        return cassettes;
    }

    ImportTarget target() {
        return target;
    }

    /** Reads one part, which may turn out to be bad. */
    void part(String place, Runnable reading) {
        parts++;
        try {
            reading.run();
        } catch (BadRow e) {
            problems.add(place + ": " + e.what());
        }
    }

    /** Looks at a part that is read later; one that is bad already is not. */
    void check(String place, Runnable looking) {
        try {
            looking.run();
        } catch (BadRow e) {
            parts++;
            problems.add(place + ": " + e.what());
        }
    }

    ImportReport finish(Path from, String what) {
        if (parts == 0) {
            throw new ImportException("%s: no %s in it".formatted(from, what));
        }
        if (!problems.isEmpty() && (!target.skipping() || cassettes.isEmpty())) {
            throw new ImportException("%d of %d %s cannot become recordings; nothing was written%s\n%s"
                    .formatted(
                            problems.size(),
                            parts,
                            what,
                            target.skipping() ? "" : "; mend them, or leave them out with --skip",
                            shown()));
        }
        return cassettes.write(problems);
    }

    private String shown() {
        String more = problems.size() <= MOST_SHOWN ? "" : "\n  and %d more".formatted(problems.size() - MOST_SHOWN);
        return "  " + String.join("\n  ", problems.subList(0, Math.min(MOST_SHOWN, problems.size()))) + more;
    }

    static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new ImportException(
                        "%s: has %d bytes, allowed are 67108864; split it".formatted(file, Files.size(file)));
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new ImportException("%s:%d: not UTF-8".formatted(file, lineOfBadText(file)), e);
        } catch (IOException e) {
            throw new ImportException("%s: cannot be read: %s".formatted(file, e), e);
        }
    }

    private static long lineOfBadText(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            // The decoder stops before the first byte that is no text.
            StandardCharsets.UTF_8.newDecoder().decode(bytes, CharBuffer.allocate(bytes.capacity()), true);
            return 1
                    + IntStream.range(0, bytes.position())
                            .filter(i -> bytes.get(i) == '\n')
                            .count();
        } catch (IOException e) {
            throw new ImportException("%s: cannot be read: %s".formatted(file, e), e);
        }
    }

    static JsonNode json(Path file, String text) {
        try {
            return Optional.ofNullable(Json.read(text)).orElseGet(Json.MAPPER::missingNode);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new ImportException("%s:%d: not JSON: %s".formatted(file, line, e.getOriginalMessage()), e);
        }
    }
}
