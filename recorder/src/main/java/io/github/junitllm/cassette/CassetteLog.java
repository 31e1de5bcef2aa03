package io.github.junitllm.cassette;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file of a cassette: appended to while recording, each block with one write, and replaced whole. */
final class CassetteLog {

    private final Path file;

    @Nullable
    private FileChannel channel;

    CassetteLog(Path file) {
        this.file = file;
    }

    boolean isOpen() {
        return channel != null;
    }

    void open() throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.APPEND);
    }

    void append(List<? extends JsonNode> lines) {
        FileChannel open = channel;
        if (open == null) {
            throw new CassetteException("%s: the cassette is closed; a recording came after its test".formatted(file));
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text(lines).getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    void replace(List<? extends JsonNode> lines) throws IOException {
        Files.createDirectories(AtomicFiles.folderOf(file));
        AtomicFiles.replace(AtomicFiles.unfinished(file), file, text(lines).getBytes(UTF_8));
    }

    private static String text(List<? extends JsonNode> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Json.write(line)).append('\n'));
        return text.toString();
    }
}
